import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { keepFile } from './keepFile.ts'

test('the file is there for its owner alone, and goes with its folder', async () => {
  let path: string
  {
    using file = await keepFile('kubeconfig', 'secret')
    path = file.path
    expect(await readFile(path, 'utf8')).toBe('secret')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
  }
  expect(existsSync(dirname(path))).toBe(false)
})
