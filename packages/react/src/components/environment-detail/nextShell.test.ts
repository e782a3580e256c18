import { pod } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { nextShell, type Shell } from './nextShell.ts'

const nothing = { pod: undefined, container: undefined }
const web = pod({ name: 'web', containers: [{ name: 'app' }, { name: 'sidecar' }] })
const crashed = pod({ name: 'api', containers: [{ name: 'app', state: 'waiting' }] })
const names = (shell: Shell | undefined) => shell && `${shell.pod.metadata.name}/${shell.container}`

test('a shell opens in the first container that runs, as soon as one does', () => {
  expect(nextShell([crashed], nothing, undefined)).toBeUndefined()
  expect(names(nextShell([crashed, web], nothing, undefined))).toBe('web/app')
})

test('it stays where it is when another pod comes, when its container restarts, and when its pod goes', () => {
  const before = { pod: web, container: 'app' }
  const restarting = pod({ name: 'web', containers: [{ name: 'app', state: 'waiting' }, { name: 'sidecar' }] })
  expect(names(nextShell([pod({ name: 'api' }), web], nothing, before))).toBe('web/app')
  expect(nextShell([restarting], nothing, before)).toEqual({ pod: restarting, container: 'app' })
  expect(names(nextShell([pod({ name: 'api' })], nothing, before))).toBe('web/app')
  expect(names(nextShell([pod({ name: 'api' })], { pod: 'web', container: undefined }, before))).toBe('web/app')
})

test('it moves when another is asked for', () => {
  const before = { pod: web, container: 'app' }
  expect(names(nextShell([crashed, web], { pod: 'api', container: undefined }, before))).toBe('api/app')
  expect(names(nextShell([crashed, web], { pod: undefined, container: 'sidecar' }, before))).toBe('web/sidecar')
})

test('a pod that was made again under its name gets a new shell', () => {
  const again = { ...web, metadata: { ...web.metadata, uid: 'again' } }
  const shell = nextShell([again], { pod: 'web', container: undefined }, { pod: web, container: 'app' })
  expect(shell?.pod.metadata.uid).toBe('again')
})

test('names that nothing has are passed over', () => {
  expect(names(nextShell([web], { pod: 'nope', container: 'nope' }, undefined))).toBe('web/app')
})
