import { mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { createProjectClient } from './createProjectClient.ts'

test('without any cluster there is no client, and the error says what to set', async () => {
  const home = await mkdtemp(join(tmpdir(), 'catalyst-'))
  for (const variable of Object.keys(process.env)) {
    if (variable.startsWith('KUBE')) vi.stubEnv(variable, '')
  }
  vi.stubEnv('HOME', home)
  expect(await catchError(createProjectClient())).toMatchObject({ name: 'ConnectionError', reason: 'NotConfigured' })
  await rmdir(home)
})
