import { existsSync } from 'node:fs'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runProgram } from '../cluster/runProgram.ts'
import { openGate } from './support/openGate.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()

test('a process that has watched, lost its connection and closed everything ends by itself', async () => {
  await using opened = await openGate(subject.kubeConfig)
  const { gate, kubeConfig } = opened
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-'))
  const path = join(folder.path, 'kubeconfig')
  await writeFile(path, kubeConfig.exportConfig(), { mode: 0o600 })
  const watching = runProgram(process.execPath, [
    '--conditions=@catalyst/source',
    join(import.meta.dirname, 'support/watchUntilLost.ts'),
    path,
    subject.namespace,
  ])
  await expect.poll(() => existsSync(`${path}.live`), { timeout: 20_000 }).toBe(true)
  gate.cut()
  expect(await watching).toContain('watched, lost, found, closed')
  await expect.poll(() => gate.connections).toBe(0)
})
