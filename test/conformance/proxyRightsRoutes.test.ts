import { randomBytes } from 'node:crypto'
import { routes, type OperationId } from '@catalyst/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { peopleByName } from './support/peopleByName.ts'
import { startProxyOn, type ProxyOnCluster } from './support/startProxyOn.ts'

const run = randomBytes(3).toString('hex')
const nobody = `nobody-${run}`
const member = `member-${run}`

let cluster: TestCluster
let project: TestNamespace
let proxy: ProxyOnCluster
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  project = await createTestNamespace(cluster, 'routes')
  const apiVersion = 'catalyst.catalyst.dev/v1alpha1'
  for (const object of [
    { apiVersion, kind: 'Project', metadata: { name: 'shop' }, spec: projectSpec },
    { apiVersion, kind: 'Environment', metadata: { name: 'one' }, spec: environmentSpec() },
  ]) {
    await cluster.kubectl(['create', '--filename=-', `-n=${project.name}`], { input: JSON.stringify(object) })
  }
  const binding = ['create', 'rolebinding', 'member', '--clusterrole=catalyst-member', `--user=${member}`]
  await cluster.kubectl([...binding, `-n=${project.name}`])
  proxy = await startProxyOn(cluster, { authenticate: peopleByName({ [nobody]: [], [member]: [] }) })
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await project[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const projectSpec = {
  sources: [{ name: 'web', repositoryUrl: 'https://github.com/acme/shop.git', branch: 'main' }],
}
const environmentSpec = () => ({ projectRef: { name: 'shop', namespace: project.name } })

/** Bodies that would be taken, so that rights are all that can be missing. */
const bodies: Partial<Record<OperationId, () => unknown>> = {
  reviewAccess: () => ({ reviews: [{ verb: 'list', resource: 'pods', namespace: project.name }] }),
  createProject: () => ({ metadata: { name: 'other', namespace: project.name }, spec: projectSpec }),
  replaceProject: () => ({
    metadata: { name: 'shop', namespace: project.name, resourceVersion: '1' },
    spec: projectSpec,
  }),
  patchProject: () => ({ spec: { approval: { required: true } } }),
  createEnvironment: () => ({ metadata: { name: 'other' }, spec: environmentSpec() }),
  replaceEnvironment: () => ({ metadata: { name: 'one', resourceVersion: '1' }, spec: environmentSpec() }),
  patchEnvironment: () => ({ spec: { devCommand: 'make' } }),
  updateConfiguration: () => ({ scope: 'environment', devCommand: 'make' }),
  execInPod: () => ({ command: ['id'] }),
  debugPod: () => ({}),
  postStream: () => ({ topics: ['environments:-/*'] }),
}

async function ask(person: string, id: OperationId) {
  const { method, path, request } = routes[id]
  const names: Record<string, string> = { cluster: '-', namespace: project.name, pod: 'web' }
  names['name'] = path.includes('/projects/') ? 'shop' : 'one'
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '')
  const query = id === 'openStream' ? `?topic=${encodeURIComponent('environments:-/*')}` : ''
  const type = 'bodyType' in request ? { 'content-type': String(request.bodyType) } : {}
  return fetch(`${proxy.url}/api/v1${url}${query}`, {
    method: method.toUpperCase(),
    headers: {
      // As a page of its own, which nobody is kept out for.
      origin: proxy.url,
      ...(person !== '' && { authorization: `Bearer ${person}` }),
      ...(bodies[id] && { 'content-type': 'application/json', ...type }),
    },
    ...(bodies[id] && { body: JSON.stringify(bodies[id]()) }),
    signal: AbortSignal.timeout(10_000),
  })
}

const operations = Object.keys(routes) as OperationId[]
/** What signing in is by, which nobody can have a right to. */
const signingIn: OperationId[] = ['login', 'loginCallback', 'logout']
/** What everybody who is signed in is answered, and what it holds for whoever has no rights. */
const open: Partial<Record<OperationId, RegExp>> = {
  getSession: /"subject":"nobody-/,
  listClusters: /^\{"items":\[\{"name":"TEST"/,
  reviewAccess: /^\{"reviews":\[\{"allowed":false/,
  listProjects: /^\{"items":\[\],/,
  listEnvironments: /^\{"items":\[\],/,
  getPodMetrics: /"reason":"Forbidden"/,
}
const streams: OperationId[] = ['openStream', 'postStream']

describe('every operation', () => {
  test.each(operations.filter((id) => !signingIn.includes(id)))('%s is for whoever is signed in alone', async (id) => {
    const answer = await ask('', id)
    expect(answer.status).toBe(401)
    await answer.body?.cancel()
  })

  test.each(operations.filter((id) => ![...signingIn, ...streams].includes(id)))(
    '%s shows and does nothing without a right',
    async (id) => {
      const answer = await ask(nobody, id)
      const text = await answer.text()
      const shown = open[id]
      if (shown === undefined) expect([answer.status, text]).toEqual([403, expect.stringContaining('"FORBIDDEN"')])
      else expect([answer.status, text]).toEqual([200, expect.stringMatching(shown)])
    },
  )

  test.each(streams)('%s is an empty snapshot without a right', async (id) => {
    const answer = await ask(nobody, id)
    expect(answer.status).toBe(200)
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.includes('event: ')) break
    }
    expect(text).toMatch(/event: snapshot[^]*"items":\[\]/)
  })
})

describe('who may see an environment, and nothing in its namespace', () => {
  test.each(['listEnvironmentPods', 'listEnvironmentEvents', 'getEnvironmentLog', 'createEnvironmentToken'] as const)(
    'is refused %s',
    async (id) => {
      expect((await ask(member, 'getEnvironment')).status).toBe(200)
      const answer = await ask(member, id)
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('"FORBIDDEN"')])
    },
  )

  test('is told that usage is not theirs to see', async () => {
    expect(await (await ask(member, 'getEnvironmentMetrics')).text()).toContain('"reason":"Forbidden"')
  })
})
