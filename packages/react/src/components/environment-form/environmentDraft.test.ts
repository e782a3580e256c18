import { project } from '@catalyst/testing'
import { environmentWriteSchema } from '@catalyst/api'
import { expect, test } from 'vitest'
import { type EnvironmentDraft, environmentOf, faultsOf, manifestOf, withProject } from './environmentDraft.ts'

const shop = project({
  team: 'acme',
  name: 'shop',
  spec: {
    sources: [
      { name: 'api', repositoryUrl: 'https://github.com/acme/api', branch: 'main' },
      { name: 'web', repositoryUrl: 'https://github.com/acme/web' },
    ],
    templates: {
      development: { type: 'docker', sourceRef: 'web' },
      staging: { type: 'prebuilt', image: { repository: 'a' } },
    },
  },
})
const draft: EnvironmentDraft = {
  team: 'acme',
  project: 'shop',
  name: 'pr-1',
  type: '',
  revisions: {},
  image: '',
  variables: [],
}

test('a project fills in what it says: its first template, and the branches that it follows', () => {
  expect(withProject(draft, shop)).toMatchObject({ type: 'development', revisions: { api: 'main', web: '' } })
  expect(withProject({ ...draft, type: 'staging', revisions: { web: 'x' } }, shop)).toMatchObject({
    type: 'staging',
    revisions: { api: 'main', web: 'x' },
  })
})

test('a full commit is a commit, anything else a branch, and nothing is left out', () => {
  const revisions = { api: 'a'.repeat(40), web: '' }
  expect(environmentOf({ ...draft, type: 'development', revisions }, shop).spec.sources).toEqual([
    { name: 'api', commitSha: 'a'.repeat(40) },
  ])
  const short = environmentOf({ ...draft, type: 'development', revisions: { api: 'a'.repeat(7) } }, shop)
  expect(short.spec.sources).toEqual([{ name: 'api', branch: 'aaaaaaa' }])
})

test('the source of the template is needed, unless the image is there already', () => {
  const filled = withProject(draft, shop)
  expect(faultsOf(filled, shop)).toEqual({ 'spec.sources[1]': 'required' })
  expect(faultsOf({ ...filled, type: 'staging' }, shop)).toEqual({})
})

test('paths are those of what is sent: a source that is left out moves the others up', () => {
  const faults = faultsOf({ ...draft, type: 'development', revisions: { api: '', web: '-x' } }, shop)
  expect(faults).toEqual({ 'spec.sources[0]': 'notABranch' })
})

test('variables have a name each, once', () => {
  const variables = [
    { id: 1, name: 'A', value: '1' },
    { id: 2, name: 'A', value: '2' },
    { id: 3, name: '', value: 'x' },
    { id: 4, name: '', value: '' },
    { id: 5, name: '1B', value: '' },
  ]
  expect(faultsOf({ ...withProject(draft, shop), type: 'staging', variables }, shop)).toEqual({
    'spec.config.envVars.A': 'twice',
    'spec.config.envVars["#3"]': 'required',
    'spec.config.envVars.1B': 'notAVariable',
  })
})

test('what has no fault is what the contract takes', () => {
  const filled = { ...withProject(draft, shop), revisions: { api: 'main', web: 'feature/x' } }
  expect(faultsOf(filled, shop)).toEqual({})
  expect(environmentWriteSchema.safeParse(environmentOf(filled, shop)).error).toBeUndefined()
  expect(manifestOf(environmentOf(filled, shop))).toMatchObject({
    kind: 'Environment',
    metadata: { name: 'pr-1', namespace: 'acme-shop' },
  })
})
