import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('bench/main.ts', process.argv.slice(2))
