import { expect, test } from 'vitest'
import { explainFailedInstall } from './explainFailedInstall.mjs'

test.each([
  ['Error: spawn npx ENOENT', 'npx is not on the PATH'],
  ['npm error code EAI_AGAIN\nnpm error request to the registry failed', 'registry does not answer'],
  ["EROFS: read-only file system, mkdir '/opt/catalyst/node_modules'", 'can not be written to'],
  ['ENOSPC: no space left on device, write', 'disk is full'],
  ['ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"', 'commit the lockfile'],
  ['ERR_PNPM_FETCH_403  GET the package: Forbidden', 'npm login'],
  ['something new', 'stands above'],
])('%s', (output, meaning) => {
  const message = explainFailedInstall({ output, root: '/home/ada/catalyst/' })
  expect(message).toContain('/home/ada/catalyst/node_modules')
  expect(message).toContain(meaning)
})
