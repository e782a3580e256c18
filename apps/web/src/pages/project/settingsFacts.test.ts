import type { ProjectSpec } from '@catalyst/api'
import { project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { settingsFacts } from './settingsFacts.ts'

const textsOf = (spec: Partial<ProjectSpec>) =>
  Object.fromEntries(settingsFacts(project({ spec: { resources: {}, ...spec } })))

test('a project that sets nothing says what then holds', () => {
  expect(textsOf({})).toEqual({ Quota: 'none', 'Made for': 'pull requests' })
})

test('what it sets is told in words', () => {
  expect(
    textsOf({
      resources: { cpu: '4', memory: '4Gi' },
      triggers: { pullRequest: false, branchPush: ['main', 'release/*'] },
      approval: { required: true },
      deploymentConfig: { devCommand: 'make dev', workdir: 'app' },
      jobs: [{ name: 'seed', phase: 'PostBuild', command: ['make', 'seed'] }],
    }),
  ).toEqual({
    Quota: '4 CPU, 4Gi memory for each environment',
    'Made for': 'pushes to main, release/*',
    Approval: 'deployments wait for it',
    Command: 'make dev',
    Folder: 'app',
    Jobs: 'seed (PostBuild)',
  })
})

test('a project that nothing triggers says so', () => {
  expect(textsOf({ triggers: { pullRequest: false } })).toMatchObject({ 'Made for': 'nothing by itself' })
})
