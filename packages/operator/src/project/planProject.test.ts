import type { Project } from '@catalyst/api'
import { environmentLabels } from '@catalyst/api/labels'
import type { Namespace, RoleBinding } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { asServerSends } from '../../test/asServerSends.ts'
import { namespaceOf, now, projectOf } from '../../test/builders.ts'
import { planProject, type ProjectPlan } from './planProject.ts'

const owner = environmentLabels({ team: 'acme', project: 'shop' })
const enforce = 'pod-security.kubernetes.io/enforce'
const wanted = { ...owner, [enforce]: 'restricted' }
const labelled = namespaceOf({ name: 'acme-shop', labels: wanted })
const settings = { groupsPrefix: 'oidc:', teamGroupPrefix: 'team:' }
const later = new Date(now.getTime() + 60_000)

interface World {
  project?: Project
  namespace?: Namespace | undefined
  bindings?: readonly RoleBinding[]
  at?: Date
}

function plan({ project = projectOf(), at = now, bindings = [], ...world }: World = {}): ProjectPlan {
  const namespace = 'namespace' in world ? world.namespace : labelled
  return planProject({ project, namespace, bindings, environments: 2, settings, now: at })
}

/** The bindings of a plan, as the API server keeps them. */
function bindingsOf({ apply }: ProjectPlan): RoleBinding[] {
  return asServerSends(apply.filter(({ kind }) => kind === 'RoleBinding')) as unknown as RoleBinding[]
}

function boundBy(made: ProjectPlan): Record<string, string[]> {
  return Object.fromEntries(
    bindingsOf(made).map(({ metadata, roleRef, subjects = [] }) => [
      metadata?.name ?? '',
      [roleRef.name, ...subjects.map(({ kind, name }) => `${kind} ${name}`)],
    ]),
  )
}

function withAccess(access: Project['spec']['access']): Project {
  return projectOf({ access })
}

const alice = { kind: 'User' as const, name: 'oidc:alice' }
const leads = { kind: 'Group' as const, name: 'oidc:leads' }

describe('the namespace', () => {
  test('is made where there is none, with labels, and the project says so', () => {
    const made = plan({ namespace: undefined })
    expect(made.apply).toEqual([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'acme-shop', labels: wanted } },
    ])
    expect(made.status?.conditions).toMatchObject([{ type: 'Ready', status: 'Unknown', reason: 'NamespaceMissing' }])
  })

  test('of another project is left alone, and the project warns once', () => {
    const labels = environmentLabels({ team: 'acme-shop', project: 'other' })
    const foreign = namespaceOf({ name: 'acme-shop', labels })
    const first = plan({ namespace: foreign })
    expect(first).toMatchObject({ apply: [], warning: { reason: 'NamespaceTaken' } })
    const seen = { ...projectOf(), status: first.status } as Project
    expect(plan({ project: seen, namespace: foreign, at: later }).warning).toBeUndefined()
  })

  test('that the server has made gets the Pod Security Standard that Jobs there fit', () => {
    const { apply, status } = plan({ namespace: namespaceOf({ name: 'acme-shop', labels: owner }) })
    expect(apply).toMatchObject([{ metadata: { labels: wanted } }])
    expect(status?.conditions).toMatchObject([{ type: 'Ready', status: 'True' }])
  })

  test.each(['baseline', 'privileged'])('keeps the standard %s that an administrator has chosen', (level) => {
    const chosen = namespaceOf({ name: 'acme-shop', labels: { ...owner, [enforce]: level } })
    expect(plan({ namespace: chosen }).apply.map(({ kind }) => kind)).toEqual(['RoleBinding'])
    const unlabelled = namespaceOf({ name: 'acme-shop', labels: { [enforce]: level } })
    expect(plan({ namespace: unlabelled }).apply).toMatchObject([{ kind: 'Namespace', metadata: { labels: owner } }])
    expect(JSON.stringify(plan({ namespace: unlabelled }).apply)).not.toContain(enforce)
  })
})

test('with all of it there the project is Ready, and a second look writes nothing', () => {
  const project = withAccess([{ role: 'admin', subjects: [alice] }])
  const first = plan({ project })
  expect(first).toMatchObject({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })
  const seen = { ...project, status: asServerSends(first.status) } as Project
  const second = plan({ project: seen, bindings: bindingsOf(first), at: later })
  expect(second).toEqual({ apply: [], unbind: [], status: undefined, warning: undefined })
})

describe('rights', () => {
  test('the team is a member, and nobody may deploy where nobody is named', () => {
    expect(boundBy(plan())).toEqual({ 'catalyst-member': ['catalyst-member', 'Group oidc:team:acme'] })
  })

  test('admins of the whole project are members and may deploy, each named once', () => {
    const project = withAccess([
      { role: 'admin', subjects: [alice, leads] },
      { role: 'admin', subjects: [alice] },
      { role: 'observer', subjects: [{ kind: 'User', name: 'oidc:olga' }] },
    ])
    expect(boundBy(plan({ project }))).toEqual({
      'catalyst-member': ['catalyst-member', 'Group oidc:team:acme', 'User oidc:alice', 'Group oidc:leads'],
      'catalyst-deploy': ['catalyst-deploy', 'User oidc:alice', 'Group oidc:leads'],
    })
  })

  test('admins of single environments get none for all of them', () => {
    const project = withAccess([{ role: 'admin', subjects: [alice], environments: ['staging'] }])
    expect(Object.keys(boundBy(plan({ project })))).toEqual(['catalyst-member'])
  })

  test('what no admin is left for is taken away, and a binding that somebody else has made is not', () => {
    const bindings = bindingsOf(plan({ project: withAccess([{ role: 'admin', subjects: [alice] }]) }))
    const foreign = { ...bindings[0], metadata: { name: 'theirs', namespace: 'acme-shop', labels: owner } }
    const left = plan({ bindings: [...bindings, foreign as RoleBinding] })
    expect(left.unbind).toEqual(['catalyst-deploy'])
    expect(boundBy(left)).toEqual({ 'catalyst-member': ['catalyst-member', 'Group oidc:team:acme'] })
  })

  test('names of Kubernetes itself get nothing, are told of, and cost others nothing', () => {
    const reserved = { kind: 'Group' as const, name: ' System:masters' }
    const project = withAccess([{ role: 'admin', subjects: [reserved, alice] }])
    const made = plan({ project })
    expect(boundBy(made)['catalyst-deploy']).toEqual(['catalyst-deploy', 'User oidc:alice'])
    expect(made.status?.conditions).toMatchObject([{ type: 'Ready', status: 'False', reason: 'AccessInvalid' }])
    expect(made.warning?.message).toContain('belong to Kubernetes itself')
  })

  test('there are none before the namespace is known to be the project’s', () => {
    expect(boundBy(plan({ namespace: undefined }))).toEqual({})
    expect(boundBy(plan({ namespace: namespaceOf({ name: 'acme-shop', labels: {} }) }))).toEqual({})
  })
})

test('a project that is being deleted makes nothing', () => {
  const project = projectOf()
  project.metadata.deletionTimestamp = '2026-01-01T12:00:00Z'
  expect(plan({ project })).toEqual({ apply: [] })
})
