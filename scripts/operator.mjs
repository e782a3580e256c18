import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('apps/operator/src/main.ts', process.argv.slice(2))
