import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('scripts/test/main.ts', process.argv.slice(2))
