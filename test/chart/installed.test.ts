import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startIssuer } from '@catalyst/testing/issuer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from '../conformance/support/eventually.ts'
import { ask, publicHost } from './ask.ts'
import { createShop, type Shop } from './createShop.ts'
import { installChart, type InstalledChart, type ServingPod } from './installChart.ts'
import { loadImage } from './loadImage.ts'
import { openShell } from './openShell.ts'
import { readEvents } from './readEvents.ts'
import { signIn } from './signIn.ts'

const tokens = { ann: 'token-of-ann-0123456789abcdef', bob: 'token-of-bob-0123456789abcdef' }
const environments = '/api/v1/clusters/-/environments'

/** Where pods reach what listens on the node. */
const nodeAddress = '10.244.0.1'

const parts = new AsyncDisposableStack()
let cluster: TestCluster
let chart: InstalledChart
let shop: Shop
let values: object

beforeAll(async () => {
  cluster = parts.use(await startTestCluster({ node: true }))
  const image = await loadImage(cluster)
  chart = parts.use(await installChart(cluster))
  const file = `${tokens.ann},ann,"team:acme"\n${tokens.bob},bob,""\n`
  await chart.kubectl(['create', 'secret', 'generic', 'tokens', `--from-literal=tokens=${file}`])
  values = {
    image,
    config: {
      publicUrl: `http://${publicHost}`,
      identity: 'token',
      limits: { requestsPerMinute: 60_000, burst: 10_000 },
    },
    secrets: { tokens: { existingSecret: 'tokens' } },
    // What it does is another test's.
    operator: { enabled: false },
    service: { clusterIP: chart.address },
    resources: { requests: { cpu: '10m', memory: '64Mi' } },
  }
  await chart.apply(values)
  shop = parts.use(await createShop(cluster, 'ann'))
}, 240_000)

afterAll(() => parts.disposeAsync(), 60_000)

/** Two, or the test can't tell one from the other. */
async function twoPods(): Promise<[ServingPod, ServingPod]> {
  return eventually(async () => {
    const [one, other, ...more] = await chart.pods()
    if (one === undefined || other === undefined || more.length > 0) throw new Error('There are not two pods.')
    return [one, other]
  })
}

test('every replica serves each caller what the cluster lets them see, and strangers nothing', async () => {
  for (const { ip } of await twoPods()) {
    const asked = { at: ip, port: 8080, path: environments }
    const listed = await eventually(async () => {
      const answer = await ask({ ...asked, token: tokens.ann })
      expect(answer.status, answer.text).toBe(200)
      return answer.json<{ items: { metadata: { name: string } }[] }>()
    })
    expect(listed.items.map(({ metadata }) => metadata.name)).toEqual(['pr-1'])
    expect((await ask({ ...asked, token: tokens.bob })).json()).toMatchObject({ items: [] })
    expect((await ask(asked)).status).toBe(401)
    expect((await ask({ ...asked, token: tokens.ann, headers: { host: 'elsewhere.example.com' } })).status).not.toBe(
      200,
    )
  }
  const page = await ask({ at: chart.address, path: '/', headers: { accept: 'text/html' } })
  expect(page.status).toBe(200)
  expect(page.text).toContain('<div id="')
})

test('metrics have a port of their own', async () => {
  const [{ ip }] = await twoPods()
  expect((await ask({ at: ip, port: 9090, path: '/metrics' })).text).toContain('catalyst_streams')
  expect((await ask({ at: chart.address, path: '/metrics' })).status).not.toBe(200)
})

test('what was done is on standard output, with who did it', async () => {
  const name = 'audited'
  const created = await ask({
    at: chart.address,
    path: environments,
    token: tokens.ann,
    method: 'POST',
    body: {
      apiVersion: 'catalyst.catalyst.dev/v1alpha1',
      kind: 'Environment',
      metadata: { name },
      spec: { projectRef: { name: shop.project }, type: 'development' },
    },
  })
  expect(created.status, created.text).toBe(201)
  const records = await eventually(async () => {
    const logs = await chart.kubectl(['logs', '--selector', 'app.kubernetes.io/name=catalyst', '--tail=-1'])
    const found = logs.split('\n').flatMap((line) => (line.includes('"audited"') ? [JSON.parse(line) as object] : []))
    expect(found).not.toEqual([])
    return found
  })
  expect(records).toContainEqual(
    expect.objectContaining({ subject: 'ann', verb: 'create', namespace: shop.namespace, name, status: 201 }),
  )
  expect(JSON.stringify(records)).not.toContain(tokens.ann)
})

test('the process is nobody, has no power, and nowhere to write', async () => {
  const script = `
    const { readFileSync, writeFileSync } = require('node:fs')
    const attempt = (path) => { try { writeFileSync(path, '') } catch (error) { return error.code } }
    const status = readFileSync('/proc/self/status', 'utf8')
    const field = (name) => new RegExp('^' + name + ':\\\\s*(.*)$', 'm').exec(status)[1]
    console.log(JSON.stringify({
      uid: process.getuid(), capabilities: field('CapEff'), noNewPrivileges: field('NoNewPrivs'), seccomp: field('Seccomp'),
      writes: ['/x', '/tmp/x', '/bin/node', '/catalyst/server/dist/main.js', '/etc/catalyst/config/x'].map(attempt),
    }))`
  const said = await chart.kubectl(['exec', 'deployment/catalyst', '--', '/bin/node', '--eval', script])
  expect(JSON.parse(said)).toEqual({
    uid: 65532,
    capabilities: '0000000000000000',
    noNewPrivileges: '1',
    seccomp: '2',
    writes: ['EROFS', 'ENOENT', 'EROFS', 'EROFS', 'EROFS'],
  })
})

test('unless groups are listed, the service account may act for any', async () => {
  expect(await mayActFor('system:masters')).toBe('true')
})

test('what the service account may do is what deploy/rbac says, and what everybody may', async () => {
  const rulesOf = async (account: string) => {
    const user = `--as=system:serviceaccount:${chart.namespace}:${account}`
    const body = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectRulesReview',
      spec: { namespace: chart.namespace },
    }
    const groups = ['system:serviceaccounts', 'system:authenticated'].map((group) => `--as-group=${group}`)
    const create = ['create', '--validate=false', user, ...groups, '--filename', '-', '--output', 'json']
    const review = JSON.parse(await chart.kubectl(create, JSON.stringify(body))) as {
      status: { resourceRules: Rule[] }
    }
    return new Set(review.status.resourceRules.flatMap(flatten))
  }
  const file = join(import.meta.dirname, '../../deploy/rbac/catalyst-proxy.yaml')
  const documents = parseAllDocuments(await readFile(file, 'utf8')).map(
    (one) => one.toJS() as { kind: string; rules: Rule[] },
  )
  const stated = new Set(
    documents.filter(({ kind }) => kind === 'ClusterRole').flatMap(({ rules }) => rules.flatMap(flatten)),
  )
  const everybody = await rulesOf('default')
  const own = [...(await rulesOf('catalyst-proxy'))].filter((rule) => !everybody.has(rule))
  expect(own.sort()).toEqual([...stated].sort())
})

interface Rule {
  verbs: string[]
  apiGroups: string[]
  resources: string[]
  resourceNames?: string[]
}

function flatten({ verbs, apiGroups, resources, resourceNames = ['*'] }: Rule): string[] {
  return verbs.flatMap((verb) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => resourceNames.map((name) => `${verb} ${resource}.${group} ${name}`)),
    ),
  )
}

test('a stream goes on at its cursor on the other replica when its pod is killed, and misses nothing', async () => {
  await twoPods()
  const stop = new AbortController()
  const seen = { snapshots: 0, added: new Set<unknown>() }
  const path = `/api/v1/stream?topic=${encodeURIComponent(`environments:-/${shop.namespace}`)}`
  const reading = (async () => {
    for await (const { event, data } of readEvents({
      at: chart.address,
      path,
      token: tokens.ann,
      signal: stop.signal,
    })) {
      if (event === 'snapshot') seen.snapshots += 1
      if (event === 'change') seen.added.add((data['object'] as { metadata: { name: string } }).metadata.name)
    }
  })()
  try {
    await expect.poll(() => seen.snapshots, { timeout: 10_000 }).toBe(1)
    const { name } = await holderOf('catalyst_streams{kind="watch"} 1')
    const names = Array.from({ length: 20 }, (_, index) => `load-${index}`)
    const [before, after] = [names.slice(0, 10), names.slice(10)]
    for (const one of before) await shop.addEnvironment(one)
    const killed = chart.kubectl(['delete', 'pod', name, '--grace-period=0', '--force'])
    for (const one of after) await shop.addEnvironment(one)
    await killed
    await expect.poll(() => [...seen.added].sort(), { timeout: 30_000 }).toEqual([...names].sort())
    expect(seen.snapshots).toBe(1)
  } finally {
    stop.abort()
    await reading
  }
}, 90_000)

/** The pod whose metrics have a line. */
async function holderOf(line: string): Promise<ServingPod> {
  const found: ServingPod[] = []
  for (const pod of await chart.pods()) {
    if ((await ask({ at: pod.ip, port: 9090, path: '/metrics' })).text.includes(line)) found.push(pod)
  }
  expect(found).toHaveLength(1)
  return found[0] as ServingPod
}

test('a held shell is taken up where it was opened; another replica says that it has none', async () => {
  const [here, there] = await twoPods()
  const path = `/api/v1/clusters/-/namespaces/${shop.home}/pods/web-0/exec`
  const shell = { path, token: tokens.ann, session: randomUUID() }
  await using opened = await openShell({ ...shell, at: here.ip })
  await opened.type('cd /tmp; echo rea""dy\n')
  await opened.output(/ready/)
  opened.cut()
  await using elsewhere = await openShell({ ...shell, at: there.ip, received: opened.received() })
  const status = await elsewhere.status()
  expect(status).toMatchObject({ status: 'Failure', reason: 'Expired' })
  expect(status.message).toMatch(/another replica/)
  await using back = await openShell({ ...shell, at: here.ip, received: opened.received() })
  await back.type('pwd; exit\n')
  await back.output(/\/tmp/)
  expect(await back.status()).toMatchObject({ status: 'Success' })
}, 60_000)

test('a rolling restart fails no request', async () => {
  const before = (await twoPods()).map(({ name }) => name)
  const failures: string[] = []
  let answered = 0
  let rolling = true
  async function keepAsking(): Promise<void> {
    while (rolling) {
      const outcome = await ask({ at: chart.address, path: environments, token: tokens.ann }).then(
        ({ status }) => (status === 200 ? undefined : `status ${status}`),
        (error: unknown) => String(error),
      )
      if (outcome === undefined) answered += 1
      else failures.push(outcome)
    }
  }
  const asking = [keepAsking(), keepAsking()]
  try {
    await chart.kubectl(['rollout', 'restart', 'deployment/catalyst'])
    await chart.kubectl(['rollout', 'status', 'deployment/catalyst', '--timeout=80s'])
    for (const name of before) await chart.kubectl(['wait', '--for=delete', `pod/${name}`, '--timeout=30s'])
  } finally {
    rolling = false
    await Promise.all(asking)
  }
  expect(failures).toEqual([])
  expect(answered).toBeGreaterThan(50)
}, 120_000)

test('who signs in at one replica is known to the other, also after an upgrade', async ({ skip }) => {
  const basePath = '/catalyst'
  skip(!cluster.controllable, "The provider of the test listens on the bridge of the project's own node.")
  await using issuer = await startIssuer({ host: nodeAddress, users: [{ name: 'ann', groups: ['team:acme'] }] })
  issuer.allowRedirects({ signedIn: `https://${publicHost}${basePath}/api/v1/auth/callback` })
  const secrets = { 'client-secret': issuer.clientSecret, 'ca.crt': issuer.ca }
  const literals = Object.entries(secrets).map(([key, value]) => `--from-literal=${key}=${value}`)
  await chart.kubectl(['create', 'secret', 'generic', 'provider', ...literals])
  const withSignIn = {
    ...values,
    config: {
      publicUrl: `https://${publicHost}${basePath}`,
      oidc: { issuer: issuer.url, clientId: issuer.clientId },
      impersonation: { groups: ['team:acme'] },
    },
    secrets: { clientSecret: { existingSecret: 'provider' }, certificates: { existingSecret: 'provider' } },
    networkPolicy: { egressPorts: [443, 6443, Number(new URL(issuer.url).port)] },
  }
  const keyNow = () => chart.kubectl(['get', 'secret', 'catalyst-session', '--output=jsonpath={.data.session-key}'])
  await chart.apply(withSignIn)
  const key = await keyNow()
  const [one, other] = await twoPods()
  const cookie = await signIn(issuer, 'ann', { begin: one, end: other, basePath })
  async function expectKnown(pods: readonly ServingPod[]): Promise<void> {
    for (const { ip } of pods) {
      const session = await ask({ at: ip, port: 8080, path: `${basePath}/api/v1/session`, headers: { cookie } })
      expect(session.json(), session.text).toMatchObject({ subject: 'ann', teams: ['acme'] })
      const token = await issuer.tokenFor('ann')
      expect((await ask({ at: ip, port: 8080, path: basePath + environments, token })).status).toBe(200)
    }
  }
  await expectKnown([one, other])
  expect(await mayActFor('team:acme')).toBe('true')
  expect(await mayActFor('system:masters')).toBe('false')
  await chart.apply({ ...withSignIn, podAnnotations: { 'example.com/try': '2' } })
  const replaced = await twoPods()
  expect(replaced.map(({ name }) => name)).not.toContain(one.name)
  expect(await keyNow()).toBe(key)
  await expectKnown(replaced)
}, 120_000)

/** Whether the service account may act for a group. */
function mayActFor(group: string): Promise<string> {
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: `system:serviceaccount:${chart.namespace}:catalyst-proxy`,
      resourceAttributes: { verb: 'impersonate', resource: 'groups', name: group },
    },
  }
  const create = ['create', '--filename', '-', '--output=jsonpath={.status.allowed}']
  return chart.kubectl(create, JSON.stringify(body))
}

test('uninstalling leaves nothing but the definitions of the kinds', async () => {
  await chart.uninstall()
  await expect.poll(whatIsLeft, { timeout: 30_000 }).toBe('')
  expect(await cluster.kubectl(['get', 'crds', '--output=name'])).toContain('environments.catalyst.catalyst.dev')
}, 60_000)

/** Names of everything that belongs to the release; Helm does not wait until the pods have gone. */
async function whatIsLeft(): Promise<string> {
  const found = await Promise.all([
    chart.kubectl([
      'get',
      'deployments,pods,services,configmaps,secrets,serviceaccounts,ingresses,networkpolicies,poddisruptionbudgets',
      '--selector=app.kubernetes.io/instance=catalyst',
      '--output=name',
    ]),
    cluster.kubectl([
      'get',
      'clusterroles,clusterrolebindings,validatingadmissionpolicies,validatingadmissionpolicybindings',
      '--selector=app.kubernetes.io/instance=catalyst',
      '--output=name',
    ]),
    chart.kubectl(['get', 'secrets', '--selector=owner=helm', '--output=name']),
  ])
  return found.join('')
}
