import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'

let cluster: TestCluster
let home: TestNamespace
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  home = await createTestNamespace(cluster)
  for (const role of ['member', 'observer', 'owner', 'admin', 'deploy']) {
    const binding = ['create', 'rolebinding', role, `--clusterrole=catalyst-${role}`, `--user=${role}`]
    await cluster.kubectl([...binding, `--namespace=${home.name}`])
  }
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

/** Asks the API server whether a user may do `verb resource[/subresource][.group]` in a namespace, or in all. */
async function mayDo(user: string, action: string, namespace?: string): Promise<boolean> {
  const [, verb, resource, subresource, group] = /^(\S+) ([a-z*]+)(?:\/([a-z]+))?(?:\.(\S+))?$/.exec(action) ?? []
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user, resourceAttributes: { verb, group, resource, subresource, namespace } },
  }
  const args = ['create', '--raw=/apis/authorization.k8s.io/v1/subjectaccessreviews', '--filename=-']
  const answer: { status: { allowed: boolean } } = JSON.parse(
    await cluster.kubectl(args, { input: JSON.stringify(review) }),
  )
  return answer.status.allowed
}

const catalyst = 'catalyst.catalyst.dev'
const apart = [
  'delete resourcequotas',
  'update networkpolicies.networking.k8s.io',
  'create rolebindings.rbac.authorization.k8s.io',
]
const application = [
  'get secrets',
  'create pods/exec',
  'create pods/portforward',
  'create deployments.apps',
  'delete pods',
]
const look = ['list pods', 'get pods/log', 'list deployments.apps', 'watch events', 'list pods.metrics.k8s.io']

const rights = [
  {
    role: 'member',
    may: [
      `create environments.${catalyst}`,
      `delete projects.${catalyst}`,
      'get pods/log',
      `get environments/status.${catalyst}`,
    ],
    mayNot: [...application, ...apart, `patch environments/status.${catalyst}`, `deploy environments.${catalyst}`],
  },
  { role: 'observer', may: look, mayNot: [...application, ...apart, `deploy environments.${catalyst}`] },
  { role: 'owner', may: [...look, ...application], mayNot: [...apart, `deploy environments.${catalyst}`] },
  { role: 'admin', may: [...look, ...application, `deploy environments.${catalyst}`], mayNot: apart },
  { role: 'deploy', may: [`deploy environments.${catalyst}`], mayNot: [...look, `patch environments.${catalyst}`] },
]

describe.each(rights)('$role', ({ role, may, mayNot }) => {
  test.concurrent.each(may)('may %s', async (action) => {
    expect(await mayDo(role, action, home.name)).toBe(true)
  })

  test.concurrent.each(mayNot)('may not %s', async (action) => {
    expect(await mayDo(role, action, home.name)).toBe(false)
  })

  test('may do nothing in another namespace', async () => {
    expect(await mayDo(role, may[0]!, 'kube-system')).toBe(false)
  })
})

describe('the proxy', () => {
  const proxy = 'system:serviceaccount:catalyst-system:catalyst-proxy'

  test.concurrent.each([
    'impersonate users',
    'impersonate groups',
    `watch environments.${catalyst}`,
    'watch pods',
    'create namespaces',
  ])('may %s', async (action) => {
    expect(await mayDo(proxy, action)).toBe(true)
  })

  test.concurrent.each([
    'get secrets',
    'create pods/exec',
    'get pods/log',
    'get pods',
    'list resourcequotas',
    'create subjectaccessreviews.authorization.k8s.io',
    'delete namespaces',
    'patch namespaces',
    'patch rolebindings.rbac.authorization.k8s.io',
    'delete rolebindings.rbac.authorization.k8s.io',
    'list rolebindings.rbac.authorization.k8s.io',
    `create environments.${catalyst}`,
    `delete environments.${catalyst}`,
    'impersonate serviceaccounts',
    'update clusterroles.rbac.authorization.k8s.io',
    '* *',
  ])('may not %s', async (action) => {
    expect(await mayDo(proxy, action)).toBe(false)
  })

  test('can make members and nobody more', async () => {
    const bind = (role: string) =>
      cluster.kubectl([
        ...['create', 'rolebinding', `made-${role}`, `--clusterrole=${role}`, '--user=somebody'],
        ...[`--namespace=${home.name}`, `--as=${proxy}`],
      ])
    expect(await bind('catalyst-member')).toContain('created')
    await expect(bind('catalyst-owner')).rejects.toThrow('attempting to grant RBAC permissions not currently held')
    await expect(bind('cluster-admin')).rejects.toThrow('attempting to grant RBAC permissions not currently held')
  })
})
