import { randomBytes } from 'node:crypto'
import { environmentLabels } from '@catalyst/api'
import {
  configMaps,
  createNamespace,
  createResourceClient,
  deleteNamespace,
  ensureNamespace,
  getNamespace,
  isAlreadyExists,
  isForbidden,
  isNamespaceError,
  isNotFound,
  networkPolicies,
  resourceQuotas,
} from '@catalyst/kubernetes-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const labels = environmentLabels({ team: 'acme', project: 'shop' })

/** A name that nobody else has; what is made under it goes when the test is over. */
function newName(): string {
  const name = `made-${randomBytes(4).toString('hex')}`
  onTestFinished(async () => void (await deleteNamespace(subject.kubeConfig, name)))
  return name
}

describe('createNamespace', () => {
  test('makes it with labels, quota and policies', async () => {
    const name = newName()
    const denyAll = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }
    const quota = { 'limits.cpu': '2', 'limits.memory': '4Gi' }
    await createNamespace(subject.kubeConfig, { name, labels, quota, networkPolicies: { 'deny-all': denyAll } })
    expect((await getNamespace(subject.kubeConfig, name)).metadata?.labels).toMatchObject(labels)
    const { kubeConfig } = subject
    const quotas = await createResourceClient(resourceQuotas, { kubeConfig }).list({ namespace: name })
    expect(quotas.items.map((item) => item.spec?.hard)).toEqual([quota])
    const policies = await createResourceClient(networkPolicies, { kubeConfig }).list({ namespace: name })
    expect(policies.items.map((item) => [item.metadata?.name, item.spec])).toEqual([['deny-all', denyAll]])
  })

  test('a second time it is there already', async () => {
    const name = newName()
    await createNamespace(subject.kubeConfig, { name, labels })
    await rejection(createNamespace(subject.kubeConfig, { name, labels }), isAlreadyExists)
  })
})

describe('ensureNamespace', () => {
  test('makes it once, however often and by how many at a time', async () => {
    const name = newName()
    const all = await Promise.all([0, 1, 2].map(() => ensureNamespace(subject.kubeConfig, { name, labels })))
    expect(all.filter(({ created }) => created)).toHaveLength(1)
    expect(new Set(all.map(({ namespace }) => namespace.metadata?.uid)).size).toBe(1)
    expect(await ensureNamespace(subject.kubeConfig, { name, labels })).toMatchObject({
      created: false,
      ownership: 'ours',
    })
  })

  test('refuses one of another owner, and leaves it as it is', async () => {
    const name = newName()
    const theirs = environmentLabels({ team: 'acme-shop', project: 'web' })
    await createNamespace(subject.kubeConfig, { name, labels: theirs })
    const error = await rejection(ensureNamespace(subject.kubeConfig, { name, labels }), isNamespaceError)
    expect(error).toMatchObject({ code: 'OwnedByAnother', namespace: name })
    expect((await getNamespace(subject.kubeConfig, name)).metadata?.labels).toMatchObject(theirs)
  })

  test.each(['default', 'kube-system', 'catalyst-system'])('refuses %s', async (name) => {
    const error = await rejection(ensureNamespace(subject.kubeConfig, { name, labels }), isNamespaceError)
    expect(error.code).toBe('SystemNamespace')
  })
})

describe('a namespace that is deleted', () => {
  test('takes with it what is inside, and is gone then', async () => {
    const name = newName()
    await createNamespace(subject.kubeConfig, { name, labels })
    await client().create({ metadata: { name: 'inside', namespace: name } })
    await deleteNamespace(subject.kubeConfig, name)
    await eventually(() => rejection(getNamespace(subject.kubeConfig, name), isNotFound), { within: 50_000 })
    await rejection(client().get({ name: 'inside', namespace: name }), isNotFound)
  })

  test('is terminating as long as something holds it, takes nothing in and can not be ensured', async () => {
    const name = newName()
    await createNamespace(subject.kubeConfig, { name, labels })
    const held = { name: 'held', namespace: name }
    await client().create({ metadata: { ...held, finalizers: ['catalyst.dev/test'] } })
    await deleteNamespace(subject.kubeConfig, name)
    expect((await getNamespace(subject.kubeConfig, name)).status?.phase).toBe('Terminating')

    const late = await rejection(client().create({ metadata: { name: 'late', namespace: name } }), isForbidden)
    expect(late.details?.causes).toContainEqual(expect.objectContaining({ reason: 'NamespaceTerminating' }))
    const ensured = await rejection(ensureNamespace(subject.kubeConfig, { name, labels }), isNamespaceError)
    expect(ensured.code).toBe('Terminating')

    await client().patch(held, { metadata: { finalizers: null } })
    await eventually(() => rejection(getNamespace(subject.kubeConfig, name), isNotFound), { within: 50_000 })
  })
})
