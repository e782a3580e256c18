import { describe, expect, test } from 'vitest'
import type { Namespace } from '../resources/namespaces.ts'
import { catchError } from '../testing/catchError.ts'
import { answerJson, answerStatus, readJson, startApiServer } from '../testing/startApiServer.ts'
import { createNamespace } from './createNamespace.ts'
import { deleteNamespace } from './deleteNamespace.ts'
import { ensureNamespace } from './ensureNamespace.ts'
import { getNamespace } from './getNamespace.ts'

type Failure = { code: number; reason: string; message: string; details?: object }

/** Keeps objects by path; `failures` are answered first, one for each request of that method. */
async function startNamespaceServer(failures: { method: string; failure: Failure }[] = []) {
  const objects = new Map<string, unknown>()
  const requests: string[] = []
  const api = await startApiServer((incoming, response) => {
    void readJson(incoming).then((body) => {
      const { pathname } = new URL(incoming.url ?? '', 'http://api')
      const { method = '' } = incoming
      requests.push(`${method} ${pathname}`)
      const planned = failures.findIndex((candidate) => candidate.method === method)
      if (planned !== -1) return answerStatus(response, failures.splice(planned, 1)[0]!.failure)
      const path = method === 'POST' ? `${pathname}/${(body as Namespace).metadata!.name}` : pathname
      const name = path.slice(path.lastIndexOf('/') + 1)
      const present = objects.get(path)
      if (method === 'POST' && present) {
        return answerStatus(response, { code: 409, reason: 'AlreadyExists', message: `"${name}" already exists` })
      }
      if (!present && (method === 'GET' || method === 'DELETE')) {
        const details = { name, kind: 'namespaces' }
        return answerStatus(response, { code: 404, reason: 'NotFound', message: `"${name}" not found`, details })
      }
      if (method === 'POST' || method === 'PATCH') objects.set(path, body)
      if (method === 'DELETE') objects.delete(path)
      answerJson(response, method === 'DELETE' ? { kind: 'Status', status: 'Success' } : objects.get(path))
    })
  })
  return { ...api, objects, requests }
}

const name = 'acme-shop'
const path = `/api/v1/namespaces/${name}`
const labels = { 'catalyst.dev/team': 'acme', 'catalyst.dev/project': 'shop' }
const conflict = { code: 409, reason: 'Conflict', message: 'try again' }
const broken = { code: 500, reason: 'InternalError', message: 'etcd is down' }
const denied = { code: 403, reason: 'Forbidden', message: 'you may not create namespaces' }

const policies = {
  quota: { 'limits.cpu': '4' },
  networkPolicies: { 'default-deny': { podSelector: {}, policyTypes: ['Ingress'] } },
}

describe('create', () => {
  test('makes the namespace, then its network policies, then its quota', async () => {
    await using api = await startNamespaceServer()
    await createNamespace(api.kubeConfig, { name, labels, annotations: { note: 'x' }, ...policies })
    expect(api.objects.get(path)).toMatchObject({
      kind: 'Namespace',
      metadata: { name, labels, annotations: { note: 'x' } },
    })
    expect([...api.objects.keys()]).toEqual([
      path,
      `/apis/networking.k8s.io/v1/namespaces/${name}/networkpolicies/default-deny`,
      `/api/v1/namespaces/${name}/resourcequotas/catalyst`,
    ])
    expect([...api.objects.values()].slice(1)).toMatchObject([
      { spec: { podSelector: {}, policyTypes: ['Ingress'] } },
      { spec: { hard: { 'limits.cpu': '4' } } },
    ])
  })

  test('is refused where it exists', async () => {
    await using api = await startNamespaceServer()
    await createNamespace(api.kubeConfig, { name, labels })
    expect(await catchError(createNamespace(api.kubeConfig, { name, labels }))).toMatchObject({
      reason: 'AlreadyExists',
    })
  })
})

describe('ensure', () => {
  test('creates what is missing, and is content with what is there', async () => {
    await using api = await startNamespaceServer()
    const first = await ensureNamespace(api.kubeConfig, { name, labels, ...policies })
    const second = await ensureNamespace(api.kubeConfig, { name, labels, ...policies })
    expect(first).toMatchObject({ created: true, ownership: 'ours', namespace: { metadata: { name, labels } } })
    expect(second).toMatchObject({ created: false, ownership: 'ours' })
    expect(api.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
  })

  test('completes policies that are missing', async () => {
    await using api = await startNamespaceServer()
    await createNamespace(api.kubeConfig, { name, labels })
    await ensureNamespace(api.kubeConfig, { name, labels, ...policies })
    expect(api.objects.has(`/api/v1/namespaces/${name}/resourcequotas/catalyst`)).toBe(true)
  })

  test('is content where somebody else was faster', async () => {
    const absent = { code: 404, reason: 'NotFound', message: 'not yet', details: { name, kind: 'namespaces' } }
    await using api = await startNamespaceServer([{ method: 'GET', failure: absent }])
    await createNamespace(api.kubeConfig, { name, labels })
    expect(await ensureNamespace(api.kubeConfig, { name, labels })).toMatchObject({ created: false, ownership: 'ours' })
  })

  test('leaves a namespace that is nobody’s as it is, and says so', async () => {
    await using api = await startNamespaceServer()
    api.objects.set(path, { metadata: { name, labels: { other: 'label' } } })
    const ensured = await ensureNamespace(api.kubeConfig, { name, labels, ...policies })
    expect(ensured).toMatchObject({ created: false, ownership: 'unclaimed' })
    expect(api.requests).toEqual([`GET ${path}`])
  })

  test.each([
    ['another team', { 'catalyst.dev/team': 'other', 'catalyst.dev/project': 'shop' }],
    ['another project of the team', { 'catalyst.dev/team': 'acme', 'catalyst.dev/project': 'a-shop' }],
    ['an environment', { ...labels, 'catalyst.dev/environment': 'c' }],
    ['a team alone', { 'catalyst.dev/team': 'acme' }],
  ])('refuses the namespace of %s', async (_, present) => {
    await using api = await startNamespaceServer()
    api.objects.set(path, { metadata: { name, labels: present } })
    const error = await catchError(ensureNamespace(api.kubeConfig, { name, labels, ...policies }))
    expect(error).toMatchObject({ name: 'NamespaceError', code: 'OwnedByAnother', namespace: name })
    expect(api.requests).toEqual([`GET ${path}`])
  })

  test('refuses a namespace that is being deleted', async () => {
    await using api = await startNamespaceServer()
    api.objects.set(path, { metadata: { name, labels, deletionTimestamp: 'now' }, status: { phase: 'Terminating' } })
    const error = await catchError(ensureNamespace(api.kubeConfig, { name, labels }))
    expect(error).toMatchObject({ name: 'NamespaceError', code: 'Terminating' })
  })

  test.each([
    ['a conflict', conflict],
    ['a fault of the server', broken],
    [
      'a server that is busy',
      { code: 429, reason: 'TooManyRequests', message: 'later', details: { retryAfterSeconds: 0 } },
    ],
  ])('tries once more after %s', async (_, failure) => {
    await using api = await startNamespaceServer([{ method: 'POST', failure }])
    expect(await ensureNamespace(api.kubeConfig, { name, labels })).toMatchObject({ created: true })
  })

  test('fails after the second attempt, saying what could not be made and why', async () => {
    const failures = [broken, broken, broken].map((failure) => ({ method: 'POST', failure }))
    await using api = await startNamespaceServer(failures)
    const error = await catchError(ensureNamespace(api.kubeConfig, { name, labels }))
    expect(error).toMatchObject({
      name: 'KubernetesError',
      status: 500,
      message: 'The namespace "acme-shop" could not be made ready: etcd is down',
    })
    expect(api.requests.filter((request) => request.startsWith('POST'))).toHaveLength(2)
  })

  test('does not ask again for what it may not do', async () => {
    await using api = await startNamespaceServer([{ method: 'POST', failure: denied }])
    const error = await catchError(ensureNamespace(api.kubeConfig, { name, labels }))
    expect(error).toMatchObject({ status: 403, reason: 'Forbidden' })
    expect(api.requests).toEqual([`GET ${path}`, 'POST /api/v1/namespaces'])
  })

  test('an abort ends the wait for the second attempt', async () => {
    const controller = new AbortController()
    const failure = { ...broken, details: { retryAfterSeconds: 3600 } }
    await using api = await startNamespaceServer([{ method: 'POST', failure }])
    const failed = catchError(ensureNamespace(api.kubeConfig, { name, labels, signal: controller.signal }))
    await expect.poll(() => api.requests).toContain('POST /api/v1/namespaces')
    controller.abort()
    expect(await failed).toBe(controller.signal.reason)
  })
})

test.each(['default', 'kube-system', 'kube-anything', 'catalyst-system'])(
  'the system namespace %s is neither created, ensured nor deleted',
  async (system) => {
    await using api = await startNamespaceServer()
    const attempts = [
      createNamespace(api.kubeConfig, { name: system, labels }),
      ensureNamespace(api.kubeConfig, { name: system, labels }),
      deleteNamespace(api.kubeConfig, system),
    ]
    for (const attempt of attempts) {
      expect(await catchError(attempt)).toMatchObject({ name: 'NamespaceError', code: 'SystemNamespace' })
    }
    expect(api.requests).toEqual([])
  },
)

test('deleting is done when there is nothing left to delete', async () => {
  await using api = await startNamespaceServer()
  await createNamespace(api.kubeConfig, { name, labels })
  expect(await deleteNamespace(api.kubeConfig, name, { uid: '1' })).toBeUndefined()
  expect(await deleteNamespace(api.kubeConfig, name)).toBeUndefined()
  expect(await catchError(getNamespace(api.kubeConfig, name))).toMatchObject({ status: 404 })
})
