import { generateRights } from './generateRights.ts'

/** Writes the roles of the operator and of its Jobs. With `--check` it writes nothing and fails where they differ. */
const check = process.argv.includes('--check')
const folder = 'deploy/rbac/'

for (const file of await generateRights(new URL(`../../../${folder}`, import.meta.url), { check })) {
  console.log(
    check ? `${folder}${file} is out of date; run "npm run generate" and commit the result.` : `wrote ${folder}${file}`,
  )
  if (check) process.exitCode = 1
}
