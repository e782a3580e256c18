import { copyIntoChart } from './copyIntoChart.ts'
import { syncValuesSchema } from './syncValuesSchema.ts'

/** Brings the chart's copies up to date, or with `--check` only looks and fails where one differs. */
const check = process.argv.includes('--check')
const stale = [...(await copyIntoChart({ check })), ...(await syncValuesSchema({ check }))]

for (const file of stale) console.log(check ? `${file} is out of date` : `wrote ${file}`)
if (check && stale.length > 0) {
  console.error('What the chart is made from changed; run "npm run generate" and commit the result.')
  process.exitCode = 1
}
