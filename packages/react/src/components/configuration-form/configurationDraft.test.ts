import { environmentSpecSchema, projectSpecSchema } from '@catalyst/api'
import { environment, project } from '@catalyst/testing'
import type { Configuration } from '@catalyst/sdk'
import { expect, test } from 'vitest'
import { changeOf, draftOf, fallbackOf, faultsOf, originOf } from './configurationDraft.ts'

const configuration: Configuration = {
  detected: { type: 'node', command: 'npm run dev', workdir: 'web' },
  project: { devCommand: 'pnpm dev' },
  environment: { workdir: 'apps/shop' },
  effective: { devCommand: 'pnpm dev', workdir: 'apps/shop' },
}

test('a draft begins with what overrides in its scope, not with what holds', () => {
  expect(draftOf(configuration, 'project')).toEqual({ devCommand: 'pnpm dev', workdir: '' })
  expect(draftOf(configuration, 'environment')).toEqual({ devCommand: '', workdir: 'apps/shop' })
  expect(draftOf(undefined, 'project')).toEqual({ devCommand: '', workdir: '' })
})

test('only what differs is sent, and an emptied field takes the override away', () => {
  const change = (devCommand: string, workdir: string) => changeOf({ devCommand, workdir }, configuration, 'project')
  expect(change('pnpm dev', '')).toBeUndefined()
  expect(change(' pnpm dev ', ' ')).toBeUndefined()
  expect(change('make dev', '')).toEqual({ scope: 'project', devCommand: 'make dev' })
  expect(change('', 'api')).toEqual({ scope: 'project', devCommand: null, workdir: 'api' })
})

test('the environment wins over the project, and the project over detection', () => {
  expect(originOf(configuration, 'devCommand')).toBe('project')
  expect(originOf(configuration, 'workdir')).toBe('environment')
  expect(originOf({ ...configuration, project: {}, environment: {} }, 'devCommand')).toBe('detected')
  expect(originOf({ detected: {}, project: {}, environment: {}, effective: {} }, 'workdir')).toBeUndefined()
})

test('an empty field of the environment leaves it to the project, one of the project to detection', () => {
  expect(fallbackOf(configuration, 'devCommand', 'environment')).toBe('pnpm dev')
  expect(fallbackOf(configuration, 'devCommand', 'project')).toBe('npm run dev')
  expect(fallbackOf(configuration, 'workdir', 'environment')).toBe('web')
})

test.each([
  ['npm run dev', 'apps/web', {}],
  ['x'.repeat(4097), '', { devCommand: 'tooLong' }],
  ['', '/srv', { workdir: 'absolute' }],
  ['', 'a/../..', { workdir: 'outside' }],
  ['', 'x'.repeat(1025), { workdir: 'tooLong' }],
])('what the contract refuses is told before: %#', (devCommand, workdir, faults) => {
  expect(faultsOf({ devCommand, workdir })).toEqual(faults)
  const override = { ...(devCommand && { devCommand }), ...(workdir && { workdir }) }
  const accepted = Object.keys(faults).length === 0
  expect(environmentSpecSchema.safeParse({ ...environment().spec, ...override }).success).toBe(accepted)
  expect(projectSpecSchema.safeParse({ ...project().spec, deploymentConfig: override }).success).toBe(accepted)
})
