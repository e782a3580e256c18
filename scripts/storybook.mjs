import { bootstrap, run } from './bootstrap.mjs'

await bootstrap()
await run('storybook', ['dev', '--port', '6006', '--no-open', ...process.argv.slice(2)])
