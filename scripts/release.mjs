import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('scripts/release/main.ts', process.argv.slice(2))
