import { expect, test } from 'vitest'
import { formatArtefacts } from './formatArtefacts.ts'

test('the table aligns what it brings, and says below what is wrong', () => {
  const version = '1.2.0'
  const table = formatArtefacts([
    { name: '@catalyst/api', version, size: 2048, digest: 'sha512-A', faults: [] },
    { name: 'chart catalyst', version, size: 20_480, digest: 'sha256:b', faults: ['It runs no image.'] },
  ])
  expect(table).toBe(`what              version    size  digest
✓ @catalyst/api   1.2.0     2 KiB  sha512-A
✗ chart catalyst  1.2.0    20 KiB  sha256:b
✗ chart catalyst: It runs no image.`)
})
