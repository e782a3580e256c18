import {
  configMaps,
  createResourceClient,
  defineResource,
  deployments,
  ingresses,
  jobs,
  request,
  resourceQuotas,
  services,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSilentHost } from './support/startSilentHost.ts'
import { startGitServer } from '../../apps/deployer/test/git-server.mjs'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from './support/eventually.ts'
import { openDeployerHome } from './support/openDeployerHome.ts'
import { runDeployer } from './support/runDeployer.ts'

let cluster: TestCluster
let kubeConfig: KubeConfig
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  kubeConfig = await loadKubeConfig(cluster.kubeconfig)
})
afterAll(() => cluster[Symbol.asyncDispose]())

const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers: [{ name: migrate, image: 'web:1', env: [{ name: MODE, value: manifest }] }]
      containers:
        - name: web
          image: 'web:1'
          env: [{ name: MODE, value: manifest }, { name: KEPT, value: 'yes' }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`
const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
`

function configMap(name: string, data: Record<string, string> = {}): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data })
}

function job(image: string): string {
  return `apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
  suspend: true
  template: { spec: { restartPolicy: Never, containers: [{ name: migrate, image: '${image}' }] } }
`
}

/** What is there of the configuration of an environment. */
async function configMapsIn(namespace: string): Promise<string[]> {
  const { items } = await createResourceClient(configMaps, { kubeConfig }).list({ namespace })
  return items.map(({ metadata }) => metadata?.name ?? '').filter((name) => name !== 'kube-root-ca.crt')
}

describe('manifests of a repository', () => {
  test('come up labelled, with the variables in every container, at the host of the environment', async () => {
    await using home = await openDeployerHome(cluster)
    await using git = await startGitServer()
    const commitSha = await git.commit('/shop.git', {
      files: { 'k8s/web.yaml': web, 'k8s/edge/ingress.yml': ingress, 'package.json': '{}', 'k8s/.draft/x.yaml': 'x' },
    })
    await git.commit('/shop.git', { files: { 'k8s/web.yaml': null } })
    const order = home.order({
      source: { name: 'app', repositoryUrl: `${git.url}/shop.git`, commitSha },
      path: 'k8s',
      envVars: { MODE: 'preview', PORT: '8080' },
      envFrom: [{ secretRef: { name: 'shared' } }],
    })
    const { namespace } = home
    const { code, result, log } = await runDeployer(order, home)
    expect(log).toContain('Deployment/web is applied')
    expect(result).toEqual({
      ok: true,
      reason: 'Deployed',
      message: '3 objects in place, 3 of them changed.',
      commitSha,
      objects: [
        { kind: 'Deployment', name: 'web', generation: 1 },
        { kind: 'Ingress', name: 'web', generation: 1 },
        { kind: 'Service', name: 'web' },
      ],
    })
    expect(code).toBe(0)
    const deployment = await createResourceClient(deployments, { kubeConfig }).get({ namespace, name: 'web' })
    expect(deployment.metadata).toMatchObject({
      labels: { ...order.labels, app: 'web' },
      annotations: { 'catalyst.dev/deployed-by': 'deployer' },
    })
    expect(deployment.spec?.selector.matchLabels).toEqual({ app: 'web' })
    expect(deployment.spec?.template.metadata?.labels).toEqual({ ...order.labels, app: 'web' })
    const { containers = [], initContainers = [] } = deployment.spec?.template.spec ?? {}
    const variables = [
      { name: 'PORT', value: '8080' },
      { name: 'MODE', value: 'preview' },
    ]
    expect(containers[0]?.env).toEqual([...variables, { name: 'KEPT', value: 'yes' }])
    expect(initContainers[0]?.env).toEqual(variables)
    expect(initContainers[0]?.envFrom).toEqual([{ secretRef: { name: 'shared' } }])
    const { spec } = await createResourceClient(ingresses, { kubeConfig }).get({ namespace, name: 'web' })
    expect(spec?.rules?.map(({ host }) => host)).toEqual([order.host])
  })

  test('that did not change write nothing the second time', async () => {
    await using home = await openDeployerHome(cluster)
    const files = { 'web.yaml': web, 'ingress.yaml': ingress, 'settings.yaml': configMap('settings', { a: '1' }) }
    const order = home.order({ files, envVars: { MODE: 'preview' } })
    await runDeployer(order, home)
    const before = await versionsIn(home.namespace)
    const { result, log } = await runDeployer(order, home)
    expect(result.message).toBe('4 objects in place, 0 of them changed.')
    expect(log).toContain('ConfigMap/settings is as it was')
    expect(await versionsIn(home.namespace)).toEqual(before)
  })

  test('that left are removed, and what others keep there stays', async () => {
    await using home = await openDeployerHome(cluster)
    const { namespace } = home
    const order = home.order({ files: { 'a.yaml': configMap('first'), 'b.yaml': configMap('second') } })
    await runDeployer(order, home)
    const others = createResourceClient(configMaps, { kubeConfig, fieldManager: 'somebody' })
    const annotations = { 'catalyst.dev/deployed-by': 'deployer' }
    await others.apply({ metadata: { name: 'copied', namespace, labels: order.labels, annotations } })
    await others.apply({ metadata: { name: 'foreign', namespace } })
    const labels = { ...order.labels, 'catalyst.dev/branch': 'next' }
    const { result } = await runDeployer({ ...order, labels, files: { 'a.yaml': configMap('first') } }, home)
    expect(result.message).toBe('1 object in place, 1 of them changed, 1 object removed.')
    expect(await configMapsIn(namespace)).toEqual(['copied', 'first', 'foreign'])
    const removal = await runDeployer({ ...order, action: 'remove', files: undefined }, home)
    expect(removal).toMatchObject({ code: 0, result: { ok: true, reason: 'Removed', message: '1 object removed.' } })
    expect(await configMapsIn(namespace)).toEqual(['copied', 'foreign'])
  })

  async function versionsIn(namespace: string) {
    const [deployment, ...rest] = await Promise.all([
      createResourceClient(deployments, { kubeConfig }).get({ namespace, name: 'web' }),
      createResourceClient(configMaps, { kubeConfig }).get({ namespace, name: 'settings' }),
      createResourceClient(services, { kubeConfig }).get({ namespace, name: 'web' }),
      createResourceClient(ingresses, { kubeConfig }).get({ namespace, name: 'web' }),
    ])
    // The status of a Deployment is its controller's.
    return [deployment.metadata?.generation, ...rest.map(({ metadata }) => metadata?.resourceVersion)]
  }
})

describe('a set that can not be applied', () => {
  test('changes nothing, and all that is wrong with it is told at once', async () => {
    await using home = await openDeployerHome(cluster)
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'all' }, rules: [] }
    const files = {
      'fine.yaml': configMap('fine'),
      'rights.json': JSON.stringify(role),
      'more.yaml': `${configMap('a')}\n---\n${configMap('b').replace('"metadata":{', '"metadata":{"namespace":"kube-system",')}`,
      'edge.yaml': ingress.replace('{ http:', '{ host: shop.example.com, http:'),
      'service.yaml': web.split('---\n')[1]?.replace('spec: {', 'spec: { type: NodePort,') ?? '',
    }
    const { code, result } = await runDeployer(home.order({ files }), home)
    expect(code).toBe(1)
    expect(result).toMatchObject({ ok: false, reason: 'KindForbidden' })
    expect(result.retry).toBeUndefined()
    expect(result.message.split('\n')).toEqual([
      expect.stringContaining('edge.yaml, Ingress/web: it takes the host "shop.example.com"'),
      expect.stringContaining('more.yaml, document 2, ConfigMap/b: it is for namespace "kube-system"'),
      expect.stringContaining('rights.json, Role/all: the kind Role of rbac.authorization.k8s.io/v1 is not allowed'),
      expect.stringContaining('service.yaml, Service/web: a Service of type "NodePort" is not allowed'),
    ])
    expect(await configMapsIn(home.namespace)).toEqual([])
  })

  test('because the API server refuses a part of it, changes nothing either', async () => {
    await using home = await openDeployerHome(cluster)
    const files = {
      'fine.yaml': configMap('fine'),
      'typo.yaml': web.split('---\n')[0]?.replace('replicas:', 'replicaz:') ?? '',
      'wrong.yaml': job('web:1').replace('suspend: true', "suspend: 'maybe'"),
    }
    const { result } = await runDeployer(home.order({ files }), home)
    expect(result).toMatchObject({ ok: false, reason: 'ManifestInvalid' })
    expect(result.message).toMatch(/^Deployment\/web was refused: .*replicaz.*\nJob\/migrate was refused: .*suspend/)
    expect(await configMapsIn(home.namespace)).toEqual([])
  })

  test('does not repeat what is in a Secret', async () => {
    await using home = await openDeployerHome(cluster)
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key' }, data: { key: 'hunter2!' } }
    const { result, log } = await runDeployer(home.order({ files: { 'key.json': JSON.stringify(secret) } }), home)
    expect(result).toMatchObject({ ok: false })
    expect(result.message).toContain('Secret/key was refused')
    expect(result.message + log).not.toContain('hunter2')
  })

  test('because the operator keeps an object of that name, leaves it alone', async () => {
    await using home = await openDeployerHome(cluster)
    const { namespace } = home
    const maps = createResourceClient(configMaps, { kubeConfig, fieldManager: 'catalyst-operator' })
    const annotations = { 'catalyst.dev/applied': 'x' }
    await maps.apply({ metadata: { name: 'shared', namespace, annotations }, data: { from: 'operator' } })
    const files = { 'a.yaml': configMap('shared', { from: 'manifest' }) }
    const { result } = await runDeployer(home.order({ files }), home)
    expect(result).toMatchObject({ ok: false, reason: 'ApplyRefused' })
    expect((await maps.get({ namespace, name: 'shared' })).data).toEqual({ from: 'operator' })
  })

  test('as a whole, for want of quota, names what is in place and what is not', async () => {
    await using home = await openDeployerHome(cluster)
    const { namespace } = home
    const quotas = createResourceClient(resourceQuotas, { kubeConfig })
    await quotas.apply({ metadata: { name: 'few', namespace }, spec: { hard: { services: '1' } } })
    await eventually(async () => {
      const { status } = await quotas.get({ namespace, name: 'few' })
      expect(status?.hard).toEqual({ services: '1' })
    })
    const service = (name: string) =>
      JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { ports: [{ port: 80 }] } })
    const files = { 'a.json': service('one'), 'b.json': service('two'), 'c.json': configMap('settings') }
    const { result } = await runDeployer(home.order({ files }), home)
    expect(result).toMatchObject({ ok: false, reason: 'QuotaExceeded' })
    expect(result.message).toContain('Service/two was refused')
    expect(result.message).toContain(
      'In place are ConfigMap/settings, Service/one; not applied: Service/two. Nothing was removed.',
    )
    expect(await configMapsIn(namespace)).toEqual(['settings'])
  })
})

describe('what can not be changed', () => {
  test('of a Job is made anew', async () => {
    await using home = await openDeployerHome(cluster)
    const { namespace } = home
    const client = createResourceClient(jobs, { kubeConfig })
    await runDeployer(home.order({ files: { 'job.yaml': job('web:1') } }), home)
    const before = await client.get({ namespace, name: 'migrate' })
    const { result, log } = await runDeployer(home.order({ files: { 'job.yaml': job('web:2') } }), home)
    expect(result).toMatchObject({ reason: 'Deployed' })
    expect(log).toContain('Job/migrate is made anew')
    const after = await client.get({ namespace, name: 'migrate' })
    expect(after.metadata?.uid).not.toBe(before.metadata?.uid)
    expect(after.spec?.template.spec?.containers[0]?.image).toBe('web:2')
  })

  test('of a Deployment is refused, with what to do', async () => {
    await using home = await openDeployerHome(cluster)
    await runDeployer(home.order({ files: { 'web.yaml': web } }), home)
    const files = { 'web.yaml': web.replaceAll('{ app: web }', '{ app: shop }'), 'new.yaml': configMap('new') }
    const { result } = await runDeployer(home.order({ files }), home)
    expect(result).toMatchObject({ ok: false, reason: 'ApplyRefused' })
    expect(result.message).toContain(`kubectl delete deployment web --namespace ${home.namespace}`)
    expect(await configMapsIn(home.namespace)).toEqual([])
  })
})

describe('the account that deploys', () => {
  const refused: [string, string, string][] = [
    ['a Role', 'rbac.authorization.k8s.io/v1', 'roles'],
    ['a RoleBinding', 'rbac.authorization.k8s.io/v1', 'rolebindings'],
    ['a NetworkPolicy', 'networking.k8s.io/v1', 'networkpolicies'],
    ['a ResourceQuota', 'v1', 'resourcequotas'],
    ['a LimitRange', 'v1', 'limitranges'],
    ['a DaemonSet', 'apps/v1', 'daemonsets'],
    ['a ReplicaSet', 'apps/v1', 'replicasets'],
  ]

  test.each(refused)('may not create %s, whatever the checks say', async (_, apiVersion, plural) => {
    await using home = await openDeployerHome(cluster)
    const path = `/${apiVersion === 'v1' ? 'api' : 'apis'}/${apiVersion}/namespaces/${home.namespace}/${plural}`
    const created = request(home.deployer, path, { method: 'POST', body: { metadata: { name: 'x' } } })
    await expect(created).rejects.toMatchObject({ status: 403, reason: 'Forbidden' })
  })

  test('may do nothing in another namespace, and nothing to a namespace', async () => {
    await using home = await openDeployerHome(cluster)
    await using other = await openDeployerHome(cluster)
    const namespaced = createResourceClient(configMaps, { kubeConfig: home.deployer })
    const metadata = { name: 'x', namespace: other.namespace }
    await expect(namespaced.apply({ metadata })).rejects.toMatchObject({ status: 403 })
    await expect(namespaced.list({ namespace: other.namespace })).rejects.toMatchObject({ status: 403 })
    const namespaces = defineResource({
      group: '',
      version: 'v1',
      plural: 'namespaces',
      kind: 'Namespace',
      namespaced: false,
    })
    const change = createResourceClient(namespaces, { kubeConfig: home.deployer }).patch(
      { name: home.namespace },
      { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
    )
    await expect(change).rejects.toMatchObject({ status: 403 })
  })

  test('is told where it may not do what it has to', async () => {
    await using home = await openDeployerHome(cluster)
    await using other = await openDeployerHome(cluster)
    const order = other.order({ files: { 'a.yaml': configMap('a') } })
    const { result } = await runDeployer(order, home)
    expect(result).toMatchObject({ ok: false, reason: 'Forbidden' })
  })
})

describe('an end before it is done', () => {
  test('at the time limit, or when the Job is stopped, is told and can be tried again', async () => {
    await using home = await openDeployerHome(cluster)
    await using silent = await startSilentHost()
    const source = { name: 'app', repositoryUrl: `${silent.url}/shop.git` }
    const limited = await runDeployer(home.order({ source, timeoutSeconds: 1 }), home)
    expect(limited).toMatchObject({ code: 1, result: { ok: false, reason: 'TimedOut', retry: true } })
    expect(limited.result.message).toContain('after 1 s')
    const stopped = await runDeployer(home.order({ source }), { ...home, endAfter: 'Fetching' })
    expect(stopped).toMatchObject({ code: 1, result: { ok: false, reason: 'Interrupted', retry: true } })
    expect(stopped.result.message).toContain('was stopped')
  })
})
