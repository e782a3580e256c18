import { annotations, environmentFinalizer } from '@catalyst/api/labels'
import { expect, test } from 'vitest'
import { environmentOf, namespaceOf, now, worldOf } from '../../test/builders.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import { planDeletion } from './planDeletion.ts'

const deletionTimestamp = '2026-01-01T11:59:00Z'
const going = (metadata: object = {}) => environmentOf({}, { metadata: { deletionTimestamp, ...metadata } })

test('its namespace goes first, by its uid', () => {
  const plan = planDeletion(worldOf(going(), { namespace: namespaceOf() }), { settings: defaultSettings })
  expect(plan).toMatchObject({
    deleteNamespace: { name: 'acme-shop-pr-1', uid: 'namespace-uid' },
    status: { phase: 'Deleting' },
  })
  expect(plan.finalizers).toBeUndefined()
})

test('while the namespace goes it is waited for, with the reason that holds it', () => {
  const condition = { type: 'NamespaceFinalizersRemaining', status: 'True', message: 'Some content has finalizers: x' }
  const namespace = namespaceOf({ deletionTimestamp: new Date(deletionTimestamp) as never }, [condition])
  const plan = planDeletion(worldOf(going(), { namespace }), { settings: defaultSettings })
  expect(plan.deleteNamespace).toBeUndefined()
  expect(plan.finalizers).toBeUndefined()
  expect(plan.status?.conditions).toContainEqual(
    expect.objectContaining({
      type: 'Terminating',
      reason: 'NamespaceHeld',
      message:
        'Waiting until the namespace acme-shop-pr-1 is gone. Some content has finalizers: x. Whoever set that finalizer has to take it away; else remove the environment by force.',
    }),
  )
})

test('after five minutes somebody is told', () => {
  const since = new Date(now.getTime() - 301_000)
  const namespace = namespaceOf({ deletionTimestamp: since as never })
  expect(planDeletion(worldOf(going(), { namespace }), { settings: defaultSettings }).events).toMatchObject([
    { reason: 'DeletionStuck' },
  ])
})

test.each([
  ['the namespace is gone', undefined],
  ['the namespace of that name is of another one', namespaceOf({ annotations: { [annotations.environmentUid]: 'x' } })],
])('the finalizer goes when %s, and only ours', (_, namespace) => {
  const environment = going({ finalizers: ['other/one', environmentFinalizer] })
  const plan = planDeletion(worldOf(environment, { namespace }), { settings: defaultSettings })
  expect(plan.finalizers).toEqual(['other/one'])
  expect(plan.deleteNamespace).toBeUndefined()
})

test('by force it does not wait, and says what may be left', () => {
  const environment = going({ annotations: { [annotations.forceDelete]: 'true' } })
  const plan = planDeletion(worldOf(environment, { namespace: namespaceOf() }), { settings: defaultSettings })
  expect(plan).toMatchObject({
    finalizers: [],
    deleteNamespace: { name: 'acme-shop-pr-1' },
    events: [{ type: 'Warning', reason: 'ForceDeleted' }],
  })
})

test('an environment that only others hold needs nothing', () => {
  const plan = planDeletion(worldOf(going({ finalizers: ['other/one'] }), { namespace: namespaceOf() }), {
    settings: defaultSettings,
  })
  expect(plan).toEqual({ apply: [], remove: [], events: [] })
})
