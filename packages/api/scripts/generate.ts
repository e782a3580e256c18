import { generateDefinitions } from './generateDefinitions.ts'

/**
 * Writes `deploy/crds/*.yaml` from the schemas. With `--check` it writes nothing and fails where a committed file differs.
 */
const check = process.argv.includes('--check')
const stale = await generateDefinitions(new URL('../../../deploy/crds/', import.meta.url), { check })

for (const file of stale) console.log(check ? `deploy/crds/${file} is out of date` : `wrote deploy/crds/${file}`)
if (check && stale.length > 0) {
  console.error('The schemas changed and the definitions did not; run "npm run generate" and commit the result.')
  process.exitCode = 1
}
