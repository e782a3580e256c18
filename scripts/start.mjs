import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('scripts/start/prepare.ts', process.argv.slice(2))
await run('apps/server/src/main.ts', process.argv.slice(2))
