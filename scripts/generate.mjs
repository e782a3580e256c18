import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('scripts/generate/main.ts', process.argv.slice(2))
