import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packChart } from '../../scripts/release/artefacts/packChart.ts'
import { readChartVersions } from '../../scripts/release/versions/chartVersions.ts'
import { helm } from './helm.ts'

const { version } = await readChartVersions(join(import.meta.dirname, '../..'))

test('a chart that is released runs the one image that was pushed with it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-packed-'))
  const image = `registry.example.com/acme/catalyst@sha256:${'0'.repeat(64)}`
  const into = join(folder.path, 'new')
  const packed = await packChart({ into, version, image })
  expect(packed).toMatchObject({ file: `catalyst-${version}.tgz`, version, faults: [] })
  const shown = await helm(['show', 'values', join(into, packed.file)])
  expect(shown).toContain(`digest: "sha256:${'0'.repeat(64)}"`)
  // What explains them goes along.
  expect(shown).toContain('# Names of Secrets.')
})

test('a chart is not released with an image that somebody could exchange', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-packed-'))
  const packing = packChart({ into: folder.path, version, image: 'registry.example.com/acme/catalyst:1' })
  await expect(packing).rejects.toThrow('An image is named by its digest')
  await expect(readFile(join(folder.path, `catalyst-${version}.tgz`))).rejects.toThrow('ENOENT')
})
