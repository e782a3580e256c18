import { publishPackages } from './publishPackages.ts'

// Run by itself, with nothing installed: where packages may be published, no code of others runs but npm's.
const [folder, ...flags] = process.argv.slice(2)
if (folder === undefined) {
  console.error('node scripts/release/publish/main.ts <folder of a dry run> [<flags of npm publish>]')
  process.exitCode = 2
} else {
  const published = await publishPackages(folder, { flags })
  console.log(published.length === 0 ? 'The registry has all of it already.' : `Published ${published.join(', ')}.`)
}
