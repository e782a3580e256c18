import type { Environment, Problem } from '@catalyst/api'
import type { Cluster } from '@catalyst/testing/cluster'
import { expect, test } from 'vitest'
import { call } from '../../test/call.ts'
import { startContext, type TestContext } from '../../test/startContext.ts'
import { startEmbedded } from '../../test/startEmbedded.ts'
import type { Caller } from '../objects/Caller.ts'
import { createForcedDeletion } from './createForcedDeletion.ts'

const path = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1?force=true'
const own = 'catalyst.dev/environment-cleanup'
const longAgo = new Date(Date.now() - 60_000).toISOString()
const group = 'catalyst.catalyst.dev'
const kind = `environments.${group}` as const
const ref = { namespace: 'acme-shop', name: 'pr-1' }

function draft(name: string, { type = 'development', metadata }: { type?: string; metadata: object }) {
  return {
    apiVersion: `${group}/v1alpha1`,
    kind: 'Environment',
    metadata: { name, namespace: 'acme-shop', ...metadata },
    spec: { projectRef: { name: 'shop', namespace: 'acme' }, type },
  }
}

/** Puts an environment there whose finalizers hold it. */
async function addStuck(
  { api, apply }: Cluster,
  {
    askedAt,
    type = 'development',
    finalizers = [own],
  }: { askedAt?: string; type?: string; finalizers?: string[] } = {},
) {
  const annotations = askedAt === undefined ? {} : { annotations: { 'catalyst.dev/force-delete': askedAt } }
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'acme-shop' } }
  await apply([namespace])
  return api.create(kind, draft('pr-1', { type, metadata: { finalizers, ...annotations } }))
}

const present = ({ api }: Cluster) => api.get(kind, ref)

test('the operator is told by an annotation, and has time', async () => {
  await using started = await startEmbedded()
  await addStuck(started.cluster)
  const { status, body } = await call<Environment>(started, path, { method: 'DELETE' })
  expect(status).toBe(202)
  expect(body.metadata.deletionTimestamp).toBeDefined()
  expect(Date.parse(body.metadata.annotations?.['catalyst.dev/force-delete'] ?? '')).toBeCloseTo(Date.now(), -4)
  expect(present(started.cluster)?.metadata.finalizers).toEqual([own])
})

test('where it did not react in time, our finalizer is taken off and it is written down what may be left', async () => {
  await using started = await startEmbedded()
  await addStuck(started.cluster, { askedAt: longAgo })
  expect((await call(started, path, { method: 'DELETE' })).status).toBe(202)
  expect(present(started.cluster)).toBeUndefined()
  const record = started.log.find(({ operation }) => operation === 'deleteEnvironment.force')
  expect(record?.['note']).toContain('namespace "acme-shop-pr-1"')
})

test('finalizers of others stay, and so does the environment', async () => {
  await using started = await startEmbedded()
  await addStuck(started.cluster, { askedAt: longAgo, finalizers: ['example.com/theirs', own] })
  await call(started, path, { method: 'DELETE' })
  expect(present(started.cluster)?.metadata.finalizers).toEqual(['example.com/theirs'])
})

/** A member of the team: everything with environments but the right to deploy. */
const rights = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'member' },
    rules: [
      {
        apiGroups: [group],
        resources: ['environments'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
      },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'ann' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'member' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'ann' }],
  },
]

test.each([
  ['deployment', 403],
  ['development', 202],
] as const)(
  'without the right to deploy, forcing the end of a %s environment is answered %i',
  async (type, expected) => {
    const ann = { subject: 'ann', groups: [], teams: [], impersonate: true, credential: 'bearer' } as const
    await using started = await startEmbedded({ authenticate: async () => ann })
    await started.cluster.apply(rights)
    await addStuck(started.cluster, { type })
    const { status, body } = await call<Problem>(started, path, { method: 'DELETE' })
    expect(status, body.detail).toBe(expected)
    expect(present(started.cluster)?.metadata.deletionTimestamp === undefined).toBe(expected === 403)
  },
)

async function callerIn({ context }: TestContext): Promise<Caller> {
  const identity = { subject: 'local', groups: [], teams: [], impersonate: false, credential: 'none' } as const
  const kubeConfig = await context.kubeConfigFor('-')
  return { identity, cluster: 'TEST', kubeConfig, signal: new AbortController().signal }
}

test('the time that the operator has runs by itself', async () => {
  await using started = await startContext()
  await addStuck(started.cluster)
  const forceDelete = createForcedDeletion(started.context, { operatorHasMs: 200 })
  await forceDelete(await callerIn(started), ref, { requestId: 'r' })
  expect(present(started.cluster)).toBeDefined()
  await expect.poll(() => present(started.cluster)).toBeUndefined()
  await expect.poll(() => started.audited).toMatchObject([{ operation: 'deleteEnvironment.force', requestId: 'r' }])
})

test('an environment that was created again meanwhile is left alone', async () => {
  await using started = await startContext()
  const { api } = started.cluster
  await addStuck(started.cluster)
  const forceDelete = createForcedDeletion(started.context, { operatorHasMs: 300 })
  await forceDelete(await callerIn(started), ref, { requestId: 'first' })
  await api.patch(kind, ref, { metadata: { finalizers: [] } })
  const again = await addStuck(started.cluster)
  // Forced as well, and later, so that the first has surely looked when it is let go.
  const other = { namespace: 'acme-shop', name: 'pr-2' }
  await api.create(kind, draft('pr-2', { metadata: { finalizers: [own] } }))
  await forceDelete(await callerIn(started), other, { requestId: 'second' })
  await expect.poll(() => api.get(kind, other)).toBeUndefined()
  await expect.poll(() => started.audited.map(({ requestId }) => requestId)).toEqual(['second'])
  expect(present(started.cluster)?.metadata).toMatchObject({ uid: again.metadata.uid, finalizers: [own] })
})
