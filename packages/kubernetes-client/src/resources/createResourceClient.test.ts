import { expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { answerJson, answerStatus, readJson, startApiServer } from '../testing/startApiServer.ts'
import { createResourceClient } from './createResourceClient.ts'
import { environments } from './environments.ts'
import { namespaces } from './namespaces.ts'
import { pods } from './pods.ts'
import type { ClientOptions } from './ResourceClient.ts'

interface Received {
  method: string
  path: string
  query: Record<string, string>
  type: string | undefined
  body: unknown
}

/** Keeps what it receives and answers always the same. */
async function startRecorder(answer: unknown = {}) {
  const received: Received[] = []
  const api = await startApiServer((incoming, response) => {
    void readJson(incoming).then((body) => {
      const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://api')
      const query = Object.fromEntries(searchParams)
      received.push({
        method: incoming.method ?? '',
        path: pathname,
        query,
        type: incoming.headers['content-type'],
        body,
      })
      answerJson(response, answer)
    })
  })
  const client = (options: ClientOptions = {}) =>
    createResourceClient(environments, { kubeConfig: api.kubeConfig, ...options })
  return { ...api, received, client }
}

const metadata = { name: 'pr-1', namespace: 'acme-shop' }
const spec = { projectRef: { name: 'shop' } }
const collection = '/apis/catalyst.catalyst.dev/v1alpha1/namespaces/acme-shop/environments'
const complete = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment' } as const

test('create posts the object with its kind, and gives what the cluster made of it', async () => {
  const answer = { ...complete, metadata: { ...metadata, uid: '1', managedFields: [{}] }, spec }
  await using api = await startRecorder(answer)
  const created = await api.client().create({ metadata: { name: 'pr-1' }, spec }, { namespace: 'acme-shop' })
  expect(created).toEqual({ ...complete, metadata: { ...metadata, uid: '1' }, spec })
  expect(api.received).toEqual([
    {
      method: 'POST',
      path: collection,
      query: { fieldManager: 'catalyst' },
      type: 'application/json',
      body: { ...complete, metadata, spec },
    },
  ])
})

test('list asks for a page, and completes the items of built-in kinds', async () => {
  await using api = await startRecorder({
    kind: 'PodList',
    metadata: { resourceVersion: '7', continue: 'next', remainingItemCount: 3 },
    items: [{ metadata: { name: 'a', managedFields: [] } }],
  })
  const list = await createResourceClient(pods, { kubeConfig: api.kubeConfig }).list({
    namespace: 'acme',
    labelSelector: 'a=b',
    limit: 1,
    continue: 'here',
  })
  expect(list).toEqual({
    items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }],
    metadata: { resourceVersion: '7', continue: 'next', remainingItemCount: 3 },
  })
  expect(api.received[0]).toMatchObject({
    method: 'GET',
    path: '/api/v1/namespaces/acme/pods',
    query: { labelSelector: 'a=b', limit: '1', continue: 'here' },
  })
})

test('list without a namespace is of all of them', async () => {
  await using api = await startRecorder({ items: null, metadata: { resourceVersion: '1' } })
  expect(await api.client().list()).toEqual({ items: [], metadata: { resourceVersion: '1' } })
  expect(api.received[0]?.path).toBe('/apis/catalyst.catalyst.dev/v1alpha1/environments')
})

test('get and update lead to the object, updateStatus to its status', async () => {
  await using api = await startRecorder()
  await api.client().get(metadata)
  await api.client().update({ metadata, spec })
  await api.client().updateStatus({ metadata, spec })
  expect(api.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET ${collection}/pr-1`,
    `PUT ${collection}/pr-1`,
    `PUT ${collection}/pr-1/status`,
  ])
})

test('patches are merge patches, or JSON patches where asked', async () => {
  await using api = await startRecorder()
  await api.client().patch(metadata, { spec: { type: null } })
  await api.client().patch(metadata, [{ op: 'remove', path: '/spec/type' }], { type: 'json', dryRun: true })
  await api.client({ fieldManager: 'operator' }).patchStatus(metadata, { status: { phase: 'Ready' } })
  expect(api.received).toMatchObject([
    { type: 'application/merge-patch+json', query: { fieldManager: 'catalyst' }, body: { spec: { type: null } } },
    { type: 'application/json-patch+json', query: { fieldManager: 'catalyst', dryRun: 'All' } },
    { path: `${collection}/pr-1/status`, query: { fieldManager: 'operator' }, body: { status: { phase: 'Ready' } } },
  ])
})

test('apply is a server-side apply of everything but status and managedFields', async () => {
  await using api = await startRecorder()
  const read = {
    ...complete,
    metadata: { ...metadata, managedFields: [{}] },
    spec,
    status: { phase: 'Ready' as const },
  }
  await api.client().apply(read, { fieldManager: 'proxy' })
  await api.client().apply(read, { subresource: 'status', force: false })
  expect(api.received).toMatchObject([
    {
      method: 'PATCH',
      path: `${collection}/pr-1`,
      type: 'application/apply-patch+yaml',
      query: { fieldManager: 'proxy', force: 'true' },
    },
    { path: `${collection}/pr-1/status`, query: { force: 'false' }, body: { status: { phase: 'Ready' } } },
  ])
  expect(api.received[0]?.body).toEqual({ ...complete, metadata, spec })
})

test('delete sends what it depends on, and tells whether the object is still there', async () => {
  await using going = await startRecorder({ ...complete, metadata: { ...metadata, deletionTimestamp: 'now' }, spec })
  const options = { preconditions: { uid: '1' }, propagationPolicy: 'Foreground', gracePeriodSeconds: 0 } as const
  expect(await going.client().delete(metadata, options)).toMatchObject({ metadata: { deletionTimestamp: 'now' } })
  expect(going.received[0]).toMatchObject({ method: 'DELETE', path: `${collection}/pr-1`, body: options })
  await using gone = await startRecorder({ kind: 'Status', status: 'Success' })
  expect(await gone.client().delete(metadata)).toBeUndefined()
})

test('a kind in no namespace is found by name alone', async () => {
  await using api = await startRecorder()
  await createResourceClient(namespaces, { kubeConfig: api.kubeConfig }).get({ name: 'acme' })
  expect(api.received[0]?.path).toBe('/api/v1/namespaces/acme')
})

test('what could lead elsewhere is refused before anything is sent', async () => {
  await using api = await startRecorder()
  const client = api.client()
  const missing = undefined as unknown as string
  const attempts = [
    client.get({ namespace: 'acme-shop', name: '../pods' }),
    client.get({ namespace: 'acme-shop', name: missing }),
    client.delete({ namespace: 'acme-shop', name: missing }),
    client.delete({ namespace: missing, name: 'pr-1' }),
    client.create({ metadata: { name: 'pr-1' }, spec }),
    client.create({ metadata, spec }, { namespace: 'other' }),
    client.update({ ...complete, kind: 'Project' as 'Environment', metadata, spec }),
    client.apply({ metadata: { name: '', namespace: 'acme-shop' }, spec }),
  ]
  for (const attempt of attempts) expect(await catchError(attempt)).toBeInstanceOf(RangeError)
  expect(api.received).toEqual([])
})

test('a refusal of the cluster arrives as it is', async () => {
  await using api = await startApiServer((_, response) =>
    answerStatus(response, { code: 409, reason: 'AlreadyExists', message: 'it is there' }),
  )
  const client = createResourceClient(environments, { kubeConfig: api.kubeConfig })
  expect(await catchError(client.create({ metadata, spec }))).toMatchObject({ status: 409, reason: 'AlreadyExists' })
})
