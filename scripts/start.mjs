import { fileURLToPath } from 'node:url'
import { bootstrap, run } from './bootstrap.mjs'

// Compiled once: the sources are read as they are, which is most of what a start takes.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/catalyst/compiled', import.meta.url))

await bootstrap()
await run('scripts/start/prepare.ts', process.argv.slice(2))
await run('apps/server/src/main.ts', process.argv.slice(2))
