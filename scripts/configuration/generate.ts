import { generateConfigurationDocs } from './generateConfigurationDocs.ts'

/** Writes `docs/configuration.md` from the schema. With `--check` it writes nothing and fails where the committed file differs. */
const check = process.argv.includes('--check')
const stale = await generateConfigurationDocs(new URL('../../docs/configuration.md', import.meta.url), { check })

if (stale) console.log(check ? 'docs/configuration.md is out of date' : 'wrote docs/configuration.md')
if (check && stale) {
  console.error('The configuration changed and its description did not; run "npm run generate" and commit the result.')
  process.exitCode = 1
}
