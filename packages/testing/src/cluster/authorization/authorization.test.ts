import { describe, expect, test } from 'vitest'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import { builtInTypes } from '../objects/builtInTypes.ts'
import { StatusError } from '../objects/StatusError.ts'
import { builtInSchema } from '../schema/builtInSchemas.ts'
import { answerReview } from './answerReview.ts'
import { bootstrapRoles } from './bootstrapRoles.ts'
import { checkEscalation } from './checkEscalation.ts'
import { createAuthorizer } from './createAuthorizer.ts'
import type { PolicyRule } from './Rule.ts'

const group = 'rbac.authorization.k8s.io'
const types = new Map(builtInTypes(builtInSchema).map((type) => [type.kind, type]))

function role(name: string, rules: PolicyRule[], metadata: object = { namespace: 'team' }): ObjectInput {
  const kind = 'namespace' in metadata ? 'Role' : 'ClusterRole'
  return { apiVersion: `${group}/v1`, kind, metadata: { name, ...metadata }, rules }
}

function binding(
  roleName: string,
  subject: object,
  { kind = 'Role', namespace }: { kind?: string; namespace?: string } = {},
) {
  return {
    apiVersion: `${group}/v1`,
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: `to-${roleName}`, ...(namespace !== undefined && { namespace }) },
    roleRef: { apiGroup: group, kind, name: roleName },
    subjects: [subject],
  }
}

function cluster(...objects: ObjectInput[]) {
  const all = [...bootstrapRoles, ...objects] as KubernetesObject[]
  const read = {
    list: (resource: string) => all.filter(({ kind }) => `${kind.toLowerCase()}s.${group}` === resource),
  }
  return { read, authorizer: createAuthorizer(read) }
}

const user = (name: string, ...groups: string[]) => ({ name, groups: [...groups, 'system:authenticated'] })
const pods = { group: '', resource: 'pods' }

describe('a role in a namespace', () => {
  const { authorizer } = cluster(
    role('reader', [{ apiGroups: [''], resources: ['pods', '*/log'], verbs: ['get'] }]),
    role('namer', [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['mine'], verbs: ['get'] }]),
    binding('reader', { kind: 'User', name: 'ann' }, { namespace: 'team' }),
    binding('namer', { kind: 'ServiceAccount', name: 'bot' }, { namespace: 'team' }),
    binding('view', { kind: 'Group', name: 'viewers' }, { kind: 'ClusterRole', namespace: 'team' }),
    binding('gone', { kind: 'User', name: 'bob' }, { kind: 'ClusterRole', namespace: 'team' }),
  )
  const bot = user('system:serviceaccount:team:bot')

  test.each([
    ['a verb of the rule', { user: user('ann'), verb: 'get', ...pods, namespace: 'team' }, true],
    ['another verb', { user: user('ann'), verb: 'list', ...pods, namespace: 'team' }, false],
    ['another namespace', { user: user('ann'), verb: 'get', ...pods, namespace: 'other' }, false],
    ['all namespaces', { user: user('ann'), verb: 'get', ...pods }, false],
    ['another group', { user: user('ann'), verb: 'get', group: 'apps', resource: 'pods', namespace: 'team' }, false],
    ['somebody else', { user: user('eve'), verb: 'get', ...pods, namespace: 'team' }, false],
    ['a subresource of any', { user: user('ann'), verb: 'get', ...pods, subresource: 'log', namespace: 'team' }, true],
    ['a subresource', { user: user('ann'), verb: 'get', ...pods, subresource: 'exec', namespace: 'team' }, false],
    ['a name', { user: bot, verb: 'get', group: '', resource: 'secrets', name: 'mine', namespace: 'team' }, true],
    [
      'another name',
      { user: bot, verb: 'get', group: '', resource: 'secrets', name: 'other', namespace: 'team' },
      false,
    ],
    ['no name', { user: bot, verb: 'get', group: '', resource: 'secrets', namespace: 'team' }, false],
    ['what is aggregated', { user: user('vic', 'viewers'), verb: 'watch', ...pods, namespace: 'team' }, true],
    [
      'what is not',
      { user: user('vic', 'viewers'), verb: 'get', group: '', resource: 'secrets', namespace: 'team' },
      false,
    ],
    ['a master', { user: user('root', 'system:masters'), verb: 'any', group: 'x', resource: 'y' }, true],
    ['a public path', { user: user('ann'), verb: 'get', group: '', resource: '', path: '/apis/apps/v1' }, true],
    ['another path', { user: user('ann'), verb: 'get', group: '', resource: '', path: '/metrics' }, false],
  ])('%s: %#', (_, attributes, allowed) => {
    expect(authorizer.authorize(attributes).allowed).toBe(allowed)
  })

  test('says which binding allows it', () => {
    const { reason } = authorizer.authorize({ user: user('ann'), verb: 'get', ...pods, namespace: 'team' })
    expect(reason).toBe('RBAC: allowed by RoleBinding "to-reader/team" of Role "reader" to User "ann"')
  })

  test('says which role is not there', () => {
    const { allowed, reason } = authorizer.authorize({ user: user('bob'), verb: 'get', ...pods, namespace: 'team' })
    expect(allowed).toBe(false)
    expect(reason).toBe('RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found')
  })
})

describe('a role that gives more than its writer has', () => {
  const makers = [{ apiGroups: [group], resources: ['roles', 'rolebindings'], verbs: ['create'] }]
  const { authorizer, read } = cluster(
    role('maker', makers, {}),
    role(
      'boss',
      [...makers, { apiGroups: [group], resources: ['roles', 'clusterroles'], verbs: ['escalate', 'bind'] }],
      {},
    ),
    role('wide', [{ apiGroups: ['', 'apps'], resources: ['pods', 'deployments'], verbs: ['get', 'list'] }]),
    binding('maker', { kind: 'User', name: 'carl' }, { kind: 'ClusterRole' }),
    binding('boss', { kind: 'User', name: 'bea' }, { kind: 'ClusterRole' }),
  )
  const rules = [{ apiGroups: ['', 'apps'], resources: ['pods', 'deployments'], verbs: ['get', 'list'] }]
  const write = (object: ObjectInput, name: string, groups: string[] = []) => {
    const type = types.get(object.kind)!
    return () => checkEscalation({ type, object, user: user(name, ...groups) }, authorizer, read)
  }
  const missing = [
    'user "carl" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:',
    '{APIGroups:[""], Resources:["deployments"], Verbs:["get" "list"]}',
    '{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}',
    '{APIGroups:["apps"], Resources:["deployments"], Verbs:["get" "list"]}',
    '{APIGroups:["apps"], Resources:["pods"], Verbs:["get" "list"]}',
  ].join('\n')

  test('is refused with what is missing', () => {
    expect(write(role('r', rules), 'carl')).toThrow(`roles.rbac.authorization.k8s.io "r" is forbidden: ${missing}`)
  })

  test('is refused as a binding too', () => {
    expect(write(binding('wide', { kind: 'User', name: 'x' }, { namespace: 'team' }), 'carl')).toThrow(missing)
  })

  test('may be written by who may escalate, and bound by who may bind', () => {
    write(role('r', rules), 'bea')()
    write(binding('wide', { kind: 'User', name: 'x' }, { namespace: 'team' }), 'bea')()
    write(role('r', rules), 'carl', ['system:masters'])()
  })

  test('is no matter when the writer has as much', () => {
    write(role('r', makers), 'carl')()
    write(binding('maker', { kind: 'User', name: 'x' }, { kind: 'ClusterRole', namespace: 'team' }), 'carl')()
  })

  test('is not found when it is not there', () => {
    expect(write(binding('none', { kind: 'User', name: 'x' }, { namespace: 'team' }), 'carl')).toThrow(
      '"none" not found',
    )
  })
})

describe('a review', () => {
  const { authorizer } = cluster(
    role('reader', [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
    binding('reader', { kind: 'User', name: 'ann' }, { namespace: 'team' }),
  )
  const ask = (plural: string, spec: object, namespace?: string) =>
    answerReview(authorizer, { plural, review: { spec }, user: user('ann'), namespace })
  const resourceAttributes = { verb: 'get', resource: 'pods', namespace: 'team' }

  test('of oneself', () => {
    expect(ask('selfsubjectaccessreviews', { resourceAttributes })).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "to-reader/team" of Role "reader" to User "ann"',
    })
  })

  test('of somebody else', () => {
    expect(ask('subjectaccessreviews', { user: 'eve', resourceAttributes })).toEqual({ allowed: false })
  })

  test('of rules', () => {
    expect(ask('selfsubjectrulesreviews', { namespace: 'team' })).toMatchObject({
      resourceRules: expect.arrayContaining([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
      nonResourceRules: expect.arrayContaining([expect.objectContaining({ verbs: ['get'] })]),
      incomplete: false,
    })
  })

  test.each([
    ['subjectaccessreviews', { user: 'x' }, 'spec.resourceAttributes: Invalid value: null: exactly one of'],
    [
      'subjectaccessreviews',
      { resourceAttributes },
      'spec.user: Invalid value: "": at least one of user or group must be',
    ],
    [
      'subjectaccessreviews',
      { user: 'x', resourceAttributes, nonResourceAttributes: { verb: 'get' } },
      'spec.nonResourceAttributes: Invalid value: {"Path":"","Verb":"get"}: cannot be specified in combination with',
    ],
    [
      'localsubjectaccessreviews',
      { user: 'x', resourceAttributes },
      'Invalid value: "team": must match metadata.namespace',
    ],
    ['selfsubjectrulesreviews', {}, 'no namespace on request'],
  ])('%s that makes no sense is refused: %#', (plural, spec, message) => {
    expect(() => ask(plural, spec, 'other')).toThrow(StatusError)
    expect(() => ask(plural, spec, 'other')).toThrow(message)
  })
})
