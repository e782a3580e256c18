import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('scripts/start/prepare.ts', [])
await run('apps/server/src/main.ts', process.argv.slice(2))
