import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashFiles } from './hashFiles.ts'

test('a changed, new or renamed source changes the hash; tests and output do not', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-hash-'))
  const write = (file: string, text: string) => writeFile(join(folder.path, file), text)
  await mkdir(join(folder.path, 'web/dist'), { recursive: true })
  await write('web/main.ts', 'one')
  const first = await hashFiles(folder.path, ['web'])

  await write('web/main.test.ts', 'a test')
  await write('web/dist/main.js', 'output')
  expect(await hashFiles(folder.path, ['web'])).toBe(first)

  await write('web/main.ts', 'two')
  const second = await hashFiles(folder.path, ['web'])
  expect(second).not.toBe(first)

  await write('web/other.ts', 'two')
  expect(await hashFiles(folder.path, ['web'])).not.toBe(second)
})
