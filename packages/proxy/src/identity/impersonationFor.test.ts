import { describe, expect, test } from 'vitest'
import { isProblemError } from '../problems/ProblemError.ts'
import type { Identity } from './Identity.ts'
import { assertPrefixes, impersonationFor } from './impersonationFor.ts'

const person = (subject: string, groups: string[] = []): Identity => ({
  subject,
  groups,
  teams: [],
  impersonate: true,
  credential: 'bearer',
})
const prefixes = { usernamePrefix: 'oidc:', groupsPrefix: 'oidc:' }

test('without impersonation the cluster is asked with its own credential', () => {
  expect(impersonationFor({ ...person('local'), impersonate: false }, prefixes)).toBeUndefined()
})

test('names carry the prefixes of the API server', () => {
  expect(impersonationFor(person('ann', ['team:acme']), prefixes)).toEqual({
    user: 'oidc:ann',
    groups: ['oidc:team:acme'],
  })
})

test('only listed groups are told', () => {
  const options = { ...prefixes, groups: ['team:acme'] }
  expect(impersonationFor(person('ann', ['team:acme', 'all-staff']), options)?.groups).toEqual(['oidc:team:acme'])
})

describe.each([
  ['without prefixes', {}],
  ['with prefixes', prefixes],
  ['with a list of groups', { groups: ['team:acme'] }],
])('%s', (_, options) => {
  test.each([
    ['the group system:masters', person('ann', ['team:acme', 'system:masters'])],
    ['a group of Kubernetes', person('ann', ['system:nodes'])],
    ['the name of a part of Kubernetes', person('system:kube-scheduler')],
    ['a service account', person('system:serviceaccount:kube-system:namespace-controller')],
    ['other letters', person('ann', ['System:Masters'])],
    ['a blank before it', person('ann', [' system:masters'])],
    ['a tab before it', person('\tsystem:admin')],
    ['a blank after a name', person('ann ')],
    ['a line break', person('ann', ['a\r\nImpersonate-Group: system:masters'])],
    ['an empty name', person('')],
    ['an empty group', person('ann', [''])],
  ])('%s is refused in plain words', (_what, identity) => {
    const refusal = () => impersonationFor(identity, options)
    expect(refusal).toThrow(/of this sign-in/)
    try {
      refusal()
    } catch (error) {
      expect(isProblemError(error) && error.code).toBe('FORBIDDEN')
    }
  })
})

test('a name that becomes reserved by the prefix is refused', () => {
  expect(() => impersonationFor(person('ann', ['tem:masters']), { groupsPrefix: 'sys' })).toThrow('system:')
})

test.each([{ usernamePrefix: 'system:' }, { groupsPrefix: 'system:node:' }, { groupsPrefix: ' oidc:' }])(
  'prefixes such as %o are refused at the start',
  (options) => {
    expect(() => assertPrefixes(options)).toThrow('impersonation.')
  },
)

test('usual prefixes are fine, and none', () => {
  expect(() => assertPrefixes(prefixes)).not.toThrow()
  expect(() => assertPrefixes()).not.toThrow()
})
