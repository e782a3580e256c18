import {
  type ConfigMap,
  configMaps,
  createResourceClient,
  isAlreadyExists,
  isConflict,
  isNotFound,
} from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const ref = (name: string) => ({ name, namespace: subject.namespace })
const finalizers = ['catalyst.dev/test']
const release = (name: string) => client().patch(ref(name), { metadata: { finalizers: null } })
const isGoneFromServer = (name: string) => rejection(client().get(ref(name)), isNotFound)

async function createOwned(owner: ConfigMap, name: string, more: { finalizers?: string[] } = {}): Promise<void> {
  const { name: ownerName = '', uid = '' } = owner.metadata ?? {}
  const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: ownerName, uid, blockOwnerDeletion: true }
  await client().create({ metadata: { ...ref(name), ownerReferences: [reference], ...more } })
}

describe('a finalizer', () => {
  test('holds what is deleted until it is taken off', async () => {
    await client().create({ metadata: { ...ref('held'), finalizers } })
    await client().delete(ref('held'))
    const held = await client().get(ref('held'))
    expect(Date.parse(held.metadata?.deletionTimestamp ?? '')).not.toBeNaN()
    await release('held')
    await isGoneFromServer('held')
  })

  test('keeps the name taken meanwhile, and a second deletion changes nothing', async () => {
    await client().create({ metadata: { ...ref('lingering'), finalizers } })
    await client().delete(ref('lingering'))
    const { deletionTimestamp } = (await client().get(ref('lingering'))).metadata ?? {}
    await client().delete(ref('lingering'))
    expect((await client().get(ref('lingering'))).metadata?.deletionTimestamp).toBe(deletionTimestamp)
    await rejection(client().create({ metadata: ref('lingering') }), isAlreadyExists)
    await release('lingering')
    await client().create({ metadata: ref('lingering') })
  })

  test('can not be added once the deletion has begun', async () => {
    await client().create({ metadata: { ...ref('leaving'), finalizers } })
    await client().delete(ref('leaving'))
    const patch = { metadata: { finalizers: [...finalizers, 'catalyst.dev/another'] } }
    await expect(client().patch(ref('leaving'), patch)).rejects.toThrow('no new finalizers can be added')
    await release('leaving')
  })
})

describe('preconditions', () => {
  test('a deletion meant for another object of that name is a conflict', async () => {
    await client().create({ metadata: ref('mistaken') })
    const preconditions = { uid: '00000000-0000-0000-0000-000000000000' }
    await rejection(client().delete(ref('mistaken'), { preconditions }), isConflict)
    expect((await client().get(ref('mistaken'))).metadata?.deletionTimestamp).toBeUndefined()
  })

  test('a deletion of what has changed in between is a conflict, of what has not is done', async () => {
    const created = await client().create({ metadata: ref('changed') })
    const changed = await client().patch(ref('changed'), { data: { key: 'value' } })
    const at = (object: ConfigMap) => ({ preconditions: { resourceVersion: object.metadata?.resourceVersion } })
    await rejection(client().delete(ref('changed'), at(created)), isConflict)
    await client().delete(ref('changed'), at(changed))
    await isGoneFromServer('changed')
  })
})

describe('what an object owns', () => {
  test('goes after it by default', async () => {
    await createOwned(await client().create({ metadata: ref('parent') }), 'child')
    await client().delete(ref('parent'))
    await isGoneFromServer('parent')
    await eventually(() => isGoneFromServer('child'))
  })

  test('stays when it is orphaned, and forgets its owner', async () => {
    await createOwned(await client().create({ metadata: ref('leaver') }), 'orphan')
    await client().delete(ref('leaver'), { propagationPolicy: 'Orphan' })
    await eventually(() => isGoneFromServer('leaver'))
    expect((await client().get(ref('orphan'))).metadata?.ownerReferences).toBeUndefined()
  })

  test('goes before it in the foreground: the owner waits', async () => {
    await createOwned(await client().create({ metadata: ref('waiting') }), 'stubborn', { finalizers })
    await client().delete(ref('waiting'), { propagationPolicy: 'Foreground' })
    await eventually(async () => {
      expect((await client().get(ref('stubborn'))).metadata?.deletionTimestamp).toBeDefined()
    })
    expect((await client().get(ref('waiting'))).metadata?.finalizers).toEqual(['foregroundDeletion'])
    await release('stubborn')
    await eventually(() => isGoneFromServer('waiting'))
    await isGoneFromServer('stubborn')
  })
})

test('there is nothing to delete where nothing is', async () => {
  await rejection(client().delete(ref('nothing')), isNotFound)
})
