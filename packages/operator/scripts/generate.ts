import { generateRights } from './generateRights.ts'

/** Writes the operator's roles. With `--check` it writes nothing and fails where they differ. */
const check = process.argv.includes('--check')
const file = 'deploy/rbac/catalyst-operator.yaml'

if (await generateRights(new URL(`../../../${file}`, import.meta.url), { check })) {
  console.log(check ? `${file} is out of date; run "npm run generate" and commit the result.` : `wrote ${file}`)
  if (check) process.exitCode = 1
}
