import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { configurationSchema } from '../../apps/operator/src/configuration/configurationSchema.ts'
import { chart, helm } from './helm.ts'
import { find, leastValues, oidcValues, render, type Manifest } from './render.ts'

const rbacFolder = join(import.meta.dirname, '../../deploy/rbac')

interface Rule {
  apiGroups: string[]
  resources: string[]
  verbs: string[]
  resourceNames?: string[]
}

const configOf = (objects: readonly Manifest[]) => {
  const { data } = find(objects, 'ConfigMap') as unknown as { data: { 'catalyst.yaml': string } }
  return parse(data['catalyst.yaml']) as object
}

test.each([
  ['tokens', leastValues],
  ['sign-in', oidcValues],
])('helm finds nothing to complain about: %s', async (_name, values) => {
  const said = await helm(['lint', '--strict', chart, '--values', '-'], { input: JSON.stringify(values) })
  expect(said).toContain('0 chart(s) failed')
})

test('the configuration file is the values, and where secrets are mounted', async () => {
  const values = { ...oidcValues, secrets: { clientSecret: { existingSecret: 'client' } } }
  expect(configOf(await render(values))).toEqual({
    ...oidcValues.config,
    host: '0.0.0.0',
    identity: 'oidc',
    metrics: { port: 9090 },
    oidc: {
      ...oidcValues.config.oidc,
      clientSecretFile: '/etc/catalyst/client/secret',
      sessionKeyFile: '/etc/catalyst/session/key',
    },
  })
})

test('the session key is 32 random bytes in base64, and none where another Secret is named', async () => {
  const keyOf = async () => {
    const secret = find(await render(oidcValues), 'Secret', 'catalyst-session') as unknown as { data: object }
    return (secret.data as Record<string, string>)['session-key'] ?? ''
  }
  const key = Buffer.from(await keyOf(), 'base64').toString()
  expect(Buffer.from(key, 'base64')).toHaveLength(32)
  expect(Buffer.from(await keyOf(), 'base64').toString()).not.toBe(key)
  const named = await render({ ...oidcValues, secrets: { sessionKey: { existingSecret: 'mine' } } })
  expect(named.filter(({ kind }) => kind === 'Secret')).toEqual([])
})

test('what the server may do is what deploy/rbac says', async () => {
  const documents = parseAllDocuments(await readFile(join(rbacFolder, 'catalyst-proxy.yaml'), 'utf8')).map(
    (document) => document.toJS() as Manifest,
  )
  const objects = await render(leastValues)
  expect(find(objects, 'ClusterRole', 'catalyst-proxy')['rules']).toEqual(
    find(documents, 'ClusterRole', 'catalyst-proxy')['rules'],
  )
  expect(find(objects, 'ClusterRoleBinding', 'catalyst-proxy')).toMatchObject({
    roleRef: { kind: 'ClusterRole', name: 'catalyst-proxy' },
    subjects: [{ kind: 'ServiceAccount', name: 'catalyst-proxy', namespace: 'catalyst-system' }],
  })
})

test('what the operator may do is what deploy/rbac says, and none where there is no operator', async () => {
  const text = await readFile(join(rbacFolder, 'catalyst-operator.yaml'), 'utf8')
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Manifest)
  const objects = await render(leastValues)
  const name = 'catalyst-operator'
  for (const kind of ['ClusterRole', 'Role']) {
    expect(find(objects, kind, name)['rules']).toEqual(find(documents, kind, name)['rules'])
    expect(find(objects, `${kind}Binding`, name)).toMatchObject({
      roleRef: { kind, name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'catalyst-system' }],
    })
  }
  const without = await render({ ...leastValues, operator: { enabled: false } })
  expect(without.filter(({ metadata }) => metadata.name === name)).toEqual([])
})

test("the operator's configuration file is the values, with its probes, its Lease and the image of the chart", async () => {
  const quota = { cpu: '2' }
  const config = { ...leastValues.operator.config, quota }
  const { data } = find(
    await render({ ...leastValues, operator: { config } }),
    'ConfigMap',
    'catalyst-operator',
  ) as unknown as { data: { 'operator.yaml': string } }
  expect(parse(data['operator.yaml'])).toEqual({
    ...config,
    deployer: { image: expect.stringMatching(/^catalyst\/server:./) as string, pullPolicy: 'IfNotPresent' },
    leaderElection: { name: 'catalyst-operator', namespace: 'catalyst-system' },
    probes: { host: '0.0.0.0', port: 8081 },
  })
})

test('Jobs deploy with the image that is named for them, and credentials for Git are in the namespace of the release', async () => {
  const config = {
    ...leastValues.operator.config,
    deployer: { image: 'registry.example.com/deployer:1', memoryLimit: '1Gi' },
    git: { credentialsSecret: { name: 'git' }, hosts: ['github.com'] },
  }
  const image = { digest: `sha256:${'0'.repeat(64)}`, pullSecrets: ['registry'] }
  const objects = await render({ ...leastValues, image, operator: { config } })
  const { data } = find(objects, 'ConfigMap', 'catalyst-operator') as unknown as { data: { 'operator.yaml': string } }
  expect(parse(data['operator.yaml'])).toMatchObject({
    deployer: {
      image: 'registry.example.com/deployer:1',
      memoryLimit: '1Gi',
      pullPolicy: 'IfNotPresent',
      pullSecrets: [{ namespace: 'catalyst-system', name: 'registry' }],
    },
    git: { credentialsSecret: { namespace: 'catalyst-system', name: 'git' }, hosts: ['github.com'] },
  })
})

test("the operator's pods are reached at their probes alone, and reach DNS and API servers", async () => {
  const policy = find(await render(leastValues), 'NetworkPolicy', 'catalyst-operator')
  expect(policy['spec']).toEqual({
    podSelector: {
      matchLabels: {
        'app.kubernetes.io/name': 'catalyst',
        'app.kubernetes.io/instance': 'catalyst',
        'app.kubernetes.io/component': 'operator',
      },
    },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ ports: [{ port: 'probes', protocol: 'TCP' }] }],
    egress: [
      {
        ports: [{ port: 53, protocol: 'UDP' }, ...[53, 443, 6443].map((port) => ({ port, protocol: 'TCP' }))],
      },
    ],
  })
})

test('what Jobs that deploy may do is what deploy/rbac says', async () => {
  const text = await readFile(join(rbacFolder, 'catalyst-deployer.yaml'), 'utf8')
  const role = find(await render(leastValues), 'ClusterRole', 'catalyst-deployer')
  expect(role['rules']).toEqual((parse(text) as Manifest)['rules'])
})

test('groups of administrators may deploy everywhere, under the names that the cluster has for them', async () => {
  const operator = {
    admins: { groups: ['platform'] },
    config: { ...leastValues.operator.config, groupsPrefix: 'oidc:' },
  }
  expect(find(await render({ ...leastValues, operator }), 'ClusterRoleBinding', 'catalyst-admins')).toMatchObject({
    roleRef: { kind: 'ClusterRole', name: 'catalyst-deploy' },
    subjects: [{ kind: 'Group', name: 'oidc:platform' }],
  })
  const without = await render(leastValues)
  expect(without.filter(({ metadata }) => metadata.name === 'catalyst-admins')).toEqual([])
})

test('with a list of groups it may act for these alone, as the cluster knows them', async () => {
  const impersonation = { groups: ['developers', 'team:shop'], groupsPrefix: 'oidc:' }
  const objects = await render({ ...leastValues, config: { ...leastValues.config, impersonation } })
  const rules = find(objects, 'ClusterRole', 'catalyst-proxy')['rules'] as Rule[]
  const acting = rules.filter(({ verbs }) => verbs.includes('impersonate'))
  expect(acting.filter(({ resources }) => resources.includes('groups'))).toEqual([
    {
      apiGroups: [''],
      resources: ['groups'],
      resourceNames: ['oidc:developers', 'oidc:team:shop'],
      verbs: ['impersonate'],
    },
  ])
  expect(acting.filter(({ resources }) => resources.includes('users'))).toEqual([
    { apiGroups: [''], resources: ['users'], verbs: ['impersonate'] },
  ])
  expect(configOf(objects)).toMatchObject({ impersonation })
})

test('an Ingress leads from the host and path of the public URL', async () => {
  const config = { ...leastValues.config, publicUrl: 'https://tools.example.com/catalyst' }
  const objects = await render({ ...leastValues, config, ingress: { enabled: true, tlsSecret: 'tls' } })
  expect(find(objects, 'Ingress')['spec']).toMatchObject({
    tls: [{ hosts: ['tools.example.com'], secretName: 'tls' }],
    rules: [{ host: 'tools.example.com', http: { paths: [{ path: '/catalyst', pathType: 'Prefix' }] } }],
  })
})

test('the values that docs/deploy.md shows for environments are taken', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8')
  const shown = [...page.matchAll(/^```yaml\n(operator:\n.*?)^```$/gms)].map(([, text = '']) => parse(text) as object)
  expect(shown.length).toBeGreaterThan(3)
  for (const values of shown) {
    const { data } = find(await render({ ...leastValues, ...values }), 'ConfigMap', 'catalyst-operator') as unknown as {
      data: { 'operator.yaml': string }
    }
    expect(configurationSchema.safeParse(parse(data['operator.yaml'])).error).toBeUndefined()
  }
})
