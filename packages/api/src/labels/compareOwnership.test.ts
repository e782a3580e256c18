import { describe, expect, test } from 'vitest'
import { compareOwnership } from './compareOwnership.ts'
import { environmentLabels } from './environmentLabels.ts'
import { labelsMatch } from './labelsMatch.ts'

const project = environmentLabels({ team: 'a', project: 'b-c' })

describe('compareOwnership', () => {
  test('the same team and project is the same owner, whatever other labels there are', () => {
    expect(compareOwnership({ ...project, 'kubernetes.io/metadata.name': 'a-b-c' }, project)).toEqual({ owner: 'same' })
  })

  test.each([undefined, {}, { app: 'x' }])('a namespace with labels %j has no owner yet', (labels) => {
    expect(compareOwnership(labels, project)).toEqual({ owner: 'none' })
  })

  test('another team that meets in the same name is told apart', () => {
    expect(compareOwnership(environmentLabels({ team: 'a-b', project: 'c' }), project)).toEqual({
      owner: 'other',
      label: 'catalyst.dev/team',
      expected: 'a',
      actual: 'a-b',
    })
  })

  test("an environment's namespace is not a project's", () => {
    const environment = environmentLabels({ team: 'a', project: 'b', environment: 'c' })
    expect(compareOwnership(environment, project)).toMatchObject({ owner: 'other', label: 'catalyst.dev/project' })
    expect(compareOwnership({ ...project, 'catalyst.dev/environment': 'c' }, project)).toEqual({
      owner: 'other',
      label: 'catalyst.dev/environment',
      expected: undefined,
      actual: 'c',
    })
  })

  test('a namespace that is labelled in part belongs to somebody', () => {
    expect(compareOwnership({ 'catalyst.dev/team': 'a' }, project)).toMatchObject({
      owner: 'other',
      label: 'catalyst.dev/project',
    })
  })

  test('the branch may differ', () => {
    const [one, two] = ['main', 'next'].map((branch) =>
      environmentLabels({ team: 'a', project: 'b', environment: 'staging', branch }),
    )
    expect(compareOwnership(one, two ?? {})).toEqual({ owner: 'same' })
  })
})

describe('labelsMatch', () => {
  test('needs every wanted label and no more', () => {
    expect(labelsMatch({ ...project, more: 'x' }, project)).toBe(true)
    expect(labelsMatch({ 'catalyst.dev/team': 'a' }, project)).toBe(false)
    expect(labelsMatch(undefined, project)).toBe(false)
    expect(labelsMatch(undefined, {})).toBe(true)
  })
})
