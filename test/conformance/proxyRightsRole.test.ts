import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { annotations, environmentFinalizer } from '@catalyst/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { kubectlOf } from '../cluster/kubectlOf.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import type { RecordedRequest } from '../support/recordRequests.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { peopleByName } from './support/peopleByName.ts'
import { kubeconfigWith, readCluster } from './support/readCluster.ts'
import { startProxyOn, type ProxyOnCluster } from './support/startProxyOn.ts'

const run = randomBytes(3).toString('hex')
const team = `role-${run}`
const home = `${team}-shop`
const member = `member-${run}`
const group = `team:${team}`
const admin = `admin-${run}`

interface Rule {
  apiGroups: string[]
  resources: string[]
  resourceNames?: string[]
  verbs: string[]
}

let cluster: TestCluster
let proxy: ProxyOnCluster
let rules: Rule[]
let folder: string
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  folder = await mkdtemp(join(tmpdir(), 'catalyst-role-'))
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  await kubectl('create', 'clusterrolebinding', admin, '--clusterrole=cluster-admin', `--user=${admin}`)
  const text = await readFile(join(import.meta.dirname, '../../deploy/rbac/catalyst-proxy.yaml'), 'utf8')
  const role = parseAllDocuments(text).map((document) => document.toJS() as { kind: string; rules: Rule[] })
  rules = role.find(({ kind }) => kind === 'ClusterRole')?.rules ?? []
  proxy = await startProxyOn(cluster, { authenticate: peopleByName({ [member]: [group], [admin]: [] }) })
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await kubectl('delete', 'clusterrolebinding', admin)
  await kubectl('delete', 'namespace', team, home, '--ignore-not-found', '--wait=false')
  await rm(folder, { recursive: true })
  await cluster[Symbol.asyncDispose]()
})

const kubectl = (...args: string[]) => cluster.kubectl(args)

/** Everything that the proxy does by itself: the rest it does as its callers. */
async function doEverything(): Promise<void> {
  const sources = [{ name: 'web', repositoryUrl: 'https://github.com/acme/shop.git', branch: 'main' }]
  const project = { metadata: { name: 'shop', namespace: team }, spec: { sources } }
  const projectRef = { name: 'shop', namespace: team }
  const environment = { metadata: { name: 'live' }, spec: { type: 'production', projectRef } }
  const post = (body: object) => ({ method: 'POST', body })
  expect((await proxy.call(member, '/clusters/-/projects', post(project))).status).toBe(201)
  expect((await proxy.call(admin, '/clusters/-/environments', post(environment))).status).toBe(201)

  const topics = ['environments:-/*', 'projects:-/*', `pods:-/${home}`, `events:-/${home}`, `metrics:-/${home}`]
  await using stream = await proxy.stream(admin, ...topics)
  for (let snapshots = 0; snapshots < 4; snapshots++)
    await stream.until('snapshot', ({ topic }) => !/^metrics/.test(topic))
  await eventually(() => {
    const watched = proxy.requests.filter(({ url, status }) => url.includes('watch=true') && status === 200)
    expect(new Set(watched.map(({ url }) => url.split('?')[0])).size).toBe(4)
    expect(proxy.requests.some(({ url }) => url.includes('metrics.k8s.io') && url.includes(home))).toBe(true)
  })

  // One that is stuck, and was asked to go by force before: nobody else takes the finalizer off.
  const stuck = {
    annotations: { [annotations.forceDelete]: '2020-01-01T00:00:00Z' },
    finalizers: [environmentFinalizer],
  }
  await kubectl(
    'patch',
    'environment',
    'live',
    `-n=${home}`,
    '--type=merge',
    `--patch=${JSON.stringify({ metadata: stuck })}`,
  )
  const path = `/clusters/-/namespaces/${home}/environments/live`
  expect((await proxy.call(admin, `${path}?force=true`, { method: 'DELETE' })).status).toBe(202)
  await eventually(async () => expect((await proxy.call(admin, path)).status).toBe(404))
}

const verbs: Record<string, string> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }

/** The right that a request takes, as `verb resource[/subresource].group`; `undefined` for one that is about no object. */
function rightOf({ method, url }: RecordedRequest): string | undefined {
  const { pathname, searchParams } = new URL(url, 'http://cluster')
  const pattern = /^\/(?:api\/v1|apis\/([^/]+)\/[^/]+)\/(?:namespaces\/[^/]+\/)?([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/
  const [, apiGroup = '', resource, name, subresource] = pattern.exec(pathname) ?? []
  if (resource === undefined) return undefined
  const reading = name === undefined ? (searchParams.get('watch') === 'true' ? 'watch' : 'list') : 'get'
  return rightNamed(verbs[method] ?? reading, subresource ? `${resource}/${subresource}` : resource, apiGroup)
}

function rightNamed(verb: string, resource: string, apiGroup: string): string {
  return `${verb} ${resource}${apiGroup === '' ? '' : `.${apiGroup}`}`
}

test('the proxy needs every right of its role, and no other', async () => {
  await doEverything()
  const own = proxy.requests.filter(({ headers }) => headers['impersonate-user'] === undefined)
  const used = new Set(own.map(rightOf).filter((right) => right !== undefined))
  if (proxy.requests.some(({ headers }) => headers['impersonate-user'] !== undefined)) used.add('impersonate users')
  if (proxy.requests.some(({ headers }) => headers['impersonate-group'] !== undefined)) used.add('impersonate groups')
  // What these two are good for is tried below.
  used.add('deploy environments.catalyst.catalyst.dev').add('bind clusterroles.rbac.authorization.k8s.io')

  const granted = rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((name) => resources.flatMap((resource) => verbs.map((verb) => rightNamed(verb, resource, name)))),
  )
  expect([...used].sort()).toEqual(granted.sort())
  expect(own.filter(({ status }) => status === 403 || status === 401)).toEqual([])
})

test('without "bind" and "deploy" it could make no members, nor let go of what is stuck', async () => {
  const less = `less-${run}`
  const account = `--as=system:serviceaccount:catalyst-system:${less}`
  const without = rules
    .map((rule) => ({ ...rule, verbs: rule.verbs.filter((verb) => verb !== 'bind' && verb !== 'deploy') }))
    .filter(({ verbs }) => verbs.length > 0)
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: less },
    rules: without,
  }
  await cluster.kubectl(['create', '--filename=-'], { input: JSON.stringify(role) })
  const subject = `--serviceaccount=catalyst-system:${less}`
  await kubectl('create', 'clusterrolebinding', less, `--clusterrole=${less}`, subject)
  const name = `stuck-${run}`
  const spec = { type: 'production', projectRef: { name: 'shop', namespace: team } }
  const metadata = { name, finalizers: [environmentFinalizer] }
  const environment = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment', metadata, spec }
  await cluster.kubectl(['create', '--filename=-', `-n=${home}`], { input: JSON.stringify(environment) })
  const patch = `--patch=${JSON.stringify([{ op: 'remove', path: '/metadata/finalizers/0' }])}`
  const letGo = (as: string) => kubectl('patch', 'environment', name, `-n=${home}`, '--type=json', patch, as)
  const bind = (as: string) =>
    kubectl('create', 'rolebinding', `b-${run}`, '--clusterrole=catalyst-member', '--user=x', `-n=${home}`, as)
  try {
    await eventually(() => kubectl('auth', 'can-i', 'patch', 'environments', '--quiet', account))
    await expect(bind(account)).rejects.toThrow('attempting to grant RBAC permissions not currently held')
    await eventually(() => expect(letGo(account)).rejects.toThrow('only who may "deploy"'))
    const whole = '--as=system:serviceaccount:catalyst-system:catalyst-proxy'
    await expect(bind(whole)).resolves.toContain('created')
    await expect(letGo(whole)).resolves.toContain('patched')
  } finally {
    await kubectl('delete', 'clusterrole,clusterrolebinding', less)
  }
})

test('where the groups of its role are listed, it acts for those alone, and a stolen credential makes no master', async () => {
  const narrow = `narrow-${run}`
  const listed = rules.flatMap((rule) => (rule.verbs.includes('impersonate') ? narrowed(rule) : [rule]))
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: narrow },
    rules: listed,
  }
  await cluster.kubectl(['create', '--filename=-'], { input: JSON.stringify(role) })
  await kubectl('create', 'serviceaccount', narrow, '-n=catalyst-system')
  const subject = `--serviceaccount=catalyst-system:${narrow}`
  await kubectl('create', 'clusterrolebinding', narrow, `--clusterrole=${narrow}`, subject)
  const many = `many-${run}`
  const authenticate = peopleByName({ [many]: [group, 'all-staff'] })
  const list = `/clusters/-/environments?namespace=${home}`
  try {
    await using careless = await startProxyOn(cluster, { authenticate, account: narrow })
    const refused = await careless.call(many, list)
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN'])
    expect(refused.body.detail).toContain('does not let this server act for you, or for one of your groups')

    await using careful = await startProxyOn(cluster, {
      authenticate,
      account: narrow,
      impersonation: { groups: [group] },
    })
    expect((await careful.call(many, list)).status).toBe(200)
    const told = careful.requests.flatMap(({ headers }) => headers['impersonate-group'] ?? [])
    expect(new Set(told)).toEqual(new Set([group]))

    const token = (await kubectl('create', 'token', narrow, '-n=catalyst-system')).trim()
    const path = join(folder, 'stolen')
    await writeFile(path, kubeconfigWith(token, await readCluster(cluster)))
    const stolen = kubectlOf(path)
    await expect(stolen(['get', 'nodes', '--as=root', '--as-group=system:masters'])).rejects.toThrow(
      'cannot impersonate',
    )
  } finally {
    await kubectl('delete', 'clusterrole,clusterrolebinding', narrow)
    await kubectl('delete', 'serviceaccount', narrow, '-n=catalyst-system')
  }
})

/** As the chart renders it, where groups are listed. */
function narrowed({ apiGroups, verbs }: Rule): Rule[] {
  return [
    { apiGroups, resources: ['users'], verbs },
    { apiGroups, resources: ['groups'], resourceNames: [group], verbs },
  ]
}
