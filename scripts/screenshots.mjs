import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('test/screenshots/main.ts', process.argv.slice(2))
