import { generateOpenApi } from './generateOpenApi.ts'

/** Writes `docs/openapi.json` from the contract. With `--check` it writes nothing and fails where the committed file differs. */
const check = process.argv.includes('--check')
const stale = await generateOpenApi(new URL('../../../docs/openapi.json', import.meta.url), { check })

if (stale) console.log(check ? 'docs/openapi.json is out of date' : 'wrote docs/openapi.json')
if (check && stale) {
  console.error('The contract changed and its description did not; run "npm run generate" and commit the result.')
  process.exitCode = 1
}
