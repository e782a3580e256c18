import type { Project } from '@catalyst/api'
import { expect, test } from 'vitest'
import { environmentOf, projectOf } from '../../test/builders.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import { desiredRoleBindings } from './desiredRoleBindings.ts'
import { homeOf } from './Home.ts'

const settings = { ...defaultSettings, groupsPrefix: 'oidc:' }

function bindingsOf(type: string, access?: Project['spec']['access']): Record<string, string[]> {
  const objects = desiredRoleBindings(homeOf(environmentOf({ type }), projectOf({ access }), { settings }))
  return Object.fromEntries(
    objects
      .filter(({ kind }) => kind === 'RoleBinding')
      .map((object) => {
        const { metadata, roleRef, subjects } = object as unknown as {
          metadata: { name: string }
          roleRef: { name: string }
          subjects: { kind: string; name: string }[]
        }
        return [metadata.name, [roleRef.name, ...subjects.map(({ kind, name }) => `${kind} ${name}`)]]
      }),
  )
}

const developer = ['catalyst-owner', 'ServiceAccount catalyst-developer']

test('the team owns development environments, and so does the account of its tools', () => {
  expect(bindingsOf('development')).toEqual({
    'catalyst-owner': ['catalyst-owner', 'Group oidc:team:acme'],
    'catalyst-developer': developer,
  })
})

test('the team observes all others, and no tool has an account there', () => {
  expect(bindingsOf('production')).toEqual({ 'catalyst-observer': ['catalyst-observer', 'Group oidc:team:acme'] })
})

test('a project that says who may what is taken at its word, by environment', () => {
  const subjects = [{ kind: 'User' as const, name: 'oidc:alice' }]
  const access = [
    { role: 'admin' as const, subjects, environments: ['pr-1'] },
    { role: 'observer' as const, subjects, environments: ['other'] },
  ]
  expect(bindingsOf('production', access)).toEqual({ 'catalyst-admin': ['catalyst-admin', 'User oidc:alice'] })
})

test('an owner owns development environments alone, and observes others', () => {
  const owners = { role: 'owner' as const, subjects: [{ kind: 'Group' as const, name: 'team:acme' }] }
  const observers = { role: 'observer' as const, subjects: [{ kind: 'User' as const, name: 'olga' }] }
  expect(bindingsOf('production', [observers, owners])).toEqual({
    'catalyst-observer': ['catalyst-observer', 'User olga', 'Group team:acme'],
  })
  expect(bindingsOf('development', [owners])).toMatchObject({ 'catalyst-owner': ['catalyst-owner', 'Group team:acme'] })
})

test.each(['system:masters', ' System:nodes'])('%j gets no rights by way of a project', (name) => {
  const access = [{ role: 'admin' as const, subjects: [{ kind: 'Group' as const, name }] }]
  expect(() => bindingsOf('development', access)).toThrow('belong to Kubernetes itself')
})
