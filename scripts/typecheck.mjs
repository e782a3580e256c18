import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('scripts/typecheck/main.ts', process.argv.slice(2))
