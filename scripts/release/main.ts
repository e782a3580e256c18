import { join } from 'node:path'
import { packChart } from './artefacts/packChart.ts'
import { dryRun } from './dryRun.ts'
import { readChartVersions } from './versions/chartVersions.ts'
import { takeNextVersion } from './versions/takeNextVersion.ts'

const usage = `Makes a release; docs/releasing.md says when.

  npm run release -- --dry-run [<folder>]       all of it but telling others; keeps what it packed in the folder
  npm run release -- version                    turns the changesets into changelogs and the next version
  npm run release -- chart <folder> <image>     packs the chart with its image, <repository>@sha256:…
`

const root = join(import.meta.dirname, '../..')
const [command, ...rest] = process.argv.slice(2)
const [folder, image, ...surplus] = rest

process.on('uncaughtException', (error) => {
  console.error(error.message)
  process.exit(1)
})

if (command === '--dry-run' && image === undefined) {
  const faults = await dryRun({ output: folder })
  if (faults.length > 0) {
    console.error(`\nThis can not be released:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
    process.exitCode = 1
  }
} else if (command === 'version' && rest.length === 0) {
  console.log(await takeNextVersion(root))
} else if (command === 'chart' && folder !== undefined && image !== undefined && surplus.length === 0) {
  const { version } = await readChartVersions(root)
  const { file, faults } = await packChart({ into: folder, version, image })
  console.log(file)
  if (faults.length > 0) {
    console.error(faults.join('\n'))
    process.exitCode = 1
  }
} else {
  console.error(usage)
  process.exitCode = 2
}
