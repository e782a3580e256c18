import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('scripts/image/main.ts', process.argv.slice(2))
