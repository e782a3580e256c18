import { routes, type OperationId } from '@catalyst/api'
import { expect, test } from 'vitest'
import { environment, pod, problem, project } from '../index.ts'
import { base, call, home, useMockProxy } from './testing/mockProxy.ts'
import { createMockCluster } from './createMockCluster.ts'

const start = useMockProxy()

/** Where a browser navigates to; no request of a component goes there. */
const navigations: readonly OperationId[] = ['login', 'loginCallback']

test('every operation of the contract that a page can call has a handler', () => {
  const answered = createMockCluster().handlers.flatMap((handler) => ('info' in handler ? [handler.info.header] : []))
  const expected = (Object.keys(routes) as OperationId[]).filter((operation) => !navigations.includes(operation))
  const missing = expected.filter((operation) => {
    const { method, path } = routes[operation]
    const header = `${method.toUpperCase()} */api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    return !answered.includes(header)
  })
  expect(missing).toEqual([])
})

test('a body that the contract does not allow is refused with the path of each fault', async () => {
  start({ environments: [environment()] })
  const { status, answer } = await call('POST', `${base}/clusters/-/environments`, {
    metadata: { name: 'pr-50' },
    spec: { projectRef: { name: 'checkout' }, type: 'development', sources: [{ name: 'app', commitSha: 'nope' }] },
  })
  expect(status).toBe(400)
  expect(answer).toMatchObject({
    code: 'INVALID_INPUT',
    issues: expect.arrayContaining([expect.objectContaining({ path: 'spec.sources[0].commitSha' })]) as unknown,
  })
})

test('an environment is created in the namespace of its project, and nowhere else', async () => {
  const { world } = start()
  const spec = { projectRef: { name: 'checkout' }, type: 'development', sources: [{ name: 'app', branch: 'main' }] }
  const wrong = await call('POST', `${base}/clusters/-/environments`, {
    metadata: { name: 'pr-50', namespace: 'elsewhere' },
    spec,
  })
  expect(wrong.answer).toMatchObject({ issues: [{ path: 'metadata.namespace' }] })
  expect((await call('POST', `${base}/clusters/-/environments`, { metadata: { name: 'pr-50' }, spec })).status).toBe(
    201,
  )
  expect(world.environments.get({ namespace: 'payments-checkout', name: 'pr-50' })).toBeDefined()
})

test('a project is created, changed with its resourceVersion, and deleted', async () => {
  const { world } = start()
  const projects = `${base}/clusters/-/projects`
  const one = `${base}/clusters/-/namespaces/payments/projects/checkout`
  const { metadata, spec } = project()
  const written = { metadata: { name: metadata.name, namespace: metadata.namespace }, spec }
  expect((await call('POST', projects, written)).status).toBe(201)
  expect((await call('POST', projects, written)).answer).toMatchObject({ reason: 'AlreadyExists' })
  expect((await call('PUT', one, written)).answer).toMatchObject({ issues: [{ path: 'metadata.resourceVersion' }] })
  expect((await call('PATCH', one, { spec: { resources: { cpu: '4' } } })).answer).toMatchObject({
    spec: { resources: { cpu: '4' } },
  })
  expect((await call('DELETE', one)).status).toBe(202)
  expect(world.projects.list()).toEqual([])
})

test.each(['environments', 'projects'] as const)(
  'a patch of %s that names an old resourceVersion is refused',
  async (kind) => {
    const { world } = start({ environments: [environment()], projects: [project()] })
    const { name, namespace = '', resourceVersion } = world[kind].list()[0]!.metadata
    const url = `${base}/clusters/-/namespaces/${namespace}/${kind}/${name}`
    const mark = (value: string, version?: string) =>
      call('PATCH', url, { metadata: { labels: { mark: value }, ...(version && { resourceVersion: version }) } })
    expect((await mark('one', resourceVersion)).status).toBe(200)
    const { status, answer } = await mark('two', resourceVersion)
    expect({ status, answer }).toMatchObject({ status: 409, answer: { code: 'CONFLICT', reason: 'Conflict' } })
    expect(world[kind].list()[0]?.metadata.labels).toMatchObject({ mark: 'one' })
    expect((await mark('three')).status).toBe(200)
  },
)

test('an override of the environment goes before that of its project, and before what was detected', async () => {
  start({
    projects: [project()],
    environments: [environment({ status: { detected: { type: 'node', command: 'npm start' } } })],
  })
  const url = `${home}/pr-42/configuration`
  expect((await call('GET', url)).answer).toMatchObject({ effective: { devCommand: 'npm start' } })
  await call('PATCH', url, { scope: 'project', devCommand: 'npm run dev' })
  await call('PATCH', url, { scope: 'environment', devCommand: 'make dev' })
  expect((await call('GET', url)).answer).toMatchObject({
    project: { devCommand: 'npm run dev' },
    environment: { devCommand: 'make dev' },
    effective: { devCommand: 'make dev' },
  })
  await call('DELETE', `${url}?scope=environment`)
  expect((await call('DELETE', `${url}?scope=project`)).answer).toMatchObject({
    effective: { devCommand: 'npm start' },
  })
})

test('a forced deletion does not wait for the operator', async () => {
  const { world } = start({ environments: [environment(), environment({ name: 'pr-43' })] })
  expect((await call('DELETE', `${home}/pr-42`)).status).toBe(202)
  expect((await call('DELETE', `${home}/pr-43?force=true`)).status).toBe(202)
  expect(world.environments.list().map(({ metadata }) => metadata.name)).toEqual(['pr-42'])
  expect(world.environments.list()[0]?.metadata.deletionTimestamp).toBeDefined()
})

test('a debug container is added to the pod and is the last one', async () => {
  const { world } = start({ pods: [pod({ ephemeralContainers: [{ name: 'older' }] })] })
  const url = `${base}/clusters/-/namespaces/payments-checkout-pr-42/pods/web-5d9c7b6f4-x2x7k/debug`
  expect((await call('POST', url, { targetContainer: 'app' })).status).toBe(201)
  const [added] = world.pods.list()
  expect(added?.spec?.ephemeralContainers?.at(-1)).toMatchObject({ name: 'debug-2', targetContainerName: 'app' })
  expect(added?.status?.ephemeralContainerStatuses?.at(-1)?.state).toEqual({ running: {} })
})

test('what the caller may not do is said in a review and refused when it is done', async () => {
  start({
    environments: [environment()],
    access: ({ verb }) => (verb === 'delete' ? 'Only owners delete environments.' : true),
  })
  const resource = { group: 'catalyst.catalyst.dev', resource: 'environments' }
  const reviews = [
    { verb: 'delete', ...resource },
    { verb: 'patch', ...resource },
  ]
  expect((await call('POST', `${base}/clusters/-/access-reviews`, { reviews })).answer).toEqual({
    reviews: [{ allowed: false, reason: 'Only owners delete environments.' }, { allowed: true }],
  })
  expect((await call('DELETE', `${home}/pr-42`)).answer).toMatchObject({
    code: 'FORBIDDEN',
    detail: 'Only owners delete environments.',
  })
})

test('one operation is refused so often as it was told, while the others of its kind are served', async () => {
  const { world } = start({ environments: [environment()] })
  world.refuse('deleteEnvironment', problem('RATE_LIMITED'), { times: 1 })
  expect((await call('GET', `${home}/pr-42`)).status).toBe(200)
  expect((await call('DELETE', `${home}/pr-42`)).status).toBe(429)
  expect((await call('DELETE', `${home}/pr-42`)).status).toBe(202)
})

test('each cluster has objects of its own, and may be out of reach alone', async () => {
  const { world } = start({
    environments: [environment()],
    clusters: { staging: { environments: [environment({ name: 'release' })] } },
  })
  const list = (cluster: string) => call('GET', `${base}/clusters/${cluster}/environments`)
  expect((await list('staging')).answer).toMatchObject({ items: [{ metadata: { name: 'release' } }] })
  expect((await list('development')).answer).toMatchObject({ items: [{ metadata: { name: 'pr-42' } }] })
  expect((await list('unknown')).answer).toMatchObject({ code: 'NOT_FOUND', missing: 'cluster' })
  world.cluster('staging')?.setReachable(false, 'No route to host.')
  expect((await list('staging')).answer).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', detail: 'No route to host.' })
  expect((await list('-')).status).toBe(200)
  expect((await call('GET', `${base}/clusters`)).answer).toMatchObject({
    items: [
      { name: 'development', reachable: true },
      { name: 'staging', reachable: false, reason: 'No route to host.' },
    ],
  })
})
