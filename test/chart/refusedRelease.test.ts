import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { openEnvironment, type OpenedEnvironment } from './openEnvironment.ts'
import { shopChart } from './shopChart.ts'

let cluster: TestCluster
let environment: OpenedEnvironment

beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  environment = await openEnvironment(cluster)
})

afterAll(async () => {
  await environment[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const secret = 'hush-hush-hush'
const configMap = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`
const clusterRole = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: shop-reader }
rules: []
`

const refused: [name: string, files: Record<string, string>, told: { reason: string; words: string[] }][] = [
  ['no chart', { 'README.md': 'nothing' }, { reason: 'ChartInvalid', words: ['There is no Chart.yaml'] }],
  [
    'a chart without a version',
    shopChart({ 'Chart.yaml': 'apiVersion: v2\nname: shop\n' }),
    { reason: 'ChartInvalid', words: ['version'] },
  ],
  [
    'a chart whose Chart.yaml is no YAML',
    shopChart({ 'Chart.yaml': 'name: [shop\n' }),
    { reason: 'ChartInvalid', words: ['Chart.yaml in "."'] },
  ],
  [
    'a chart that needs another one from elsewhere',
    shopChart({
      'Chart.yaml':
        'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - { name: redis, version: 1.x.x, repository: "https://charts.example.com" }\n',
    }),
    { reason: 'ChartInvalid', words: ['redis (https://charts.example.com)', 'helm dependency build'] },
  ],
  [
    'a library',
    shopChart({ 'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\ntype: library\n' }),
    { reason: 'ChartInvalid', words: ['library charts are not installable'] },
  ],
  [
    'a template that ends early',
    shopChart({ 'templates/broken.yaml': 'kind: ConfigMap\n{{ if .Values.greeting }}\n' }),
    { reason: 'RenderFailed', words: ['shop/templates/broken.yaml:'] },
  ],
  [
    'a template that renders no YAML',
    shopChart({ 'templates/broken.yaml': 'kind: ConfigMap\n  name: [\n' }),
    { reason: 'RenderFailed', words: ['shop/templates/broken.yaml'] },
  ],
  [
    'a value of the wrong kind',
    shopChart({ 'templates/broken.yaml': 'kind: {{ .Values.greeting.text }}\n' }),
    { reason: 'RenderFailed', words: ['shop/templates/broken.yaml:1:'] },
  ],
  [
    'a value that is required',
    shopChart({ 'templates/broken.yaml': '{{ required "Set .Values.region" .Values.region }}' }),
    { reason: 'RenderFailed', words: ['shop/templates/broken.yaml:1:', 'Set .Values.region'] },
  ],
  [
    'values against the schema',
    shopChart({ 'values.schema.json': '{ "properties": { "password": { "type": "integer" } } }' }),
    { reason: 'RenderFailed', words: ['values.schema.json', 'password'] },
  ],
  [
    'a value that the template tells',
    shopChart({ 'templates/broken.yaml': '{{ fail (print "not with " .Values.password) }}' }),
    { reason: 'RenderFailed', words: ['not with ***'] },
  ],
  [
    'every kind that environments may not have, at once',
    shopChart({
      'templates/rights.yaml': clusterRole,
      'templates/policy.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: open }\nspec: { podSelector: {} }\n',
      'templates/hook.yaml':
        'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: hooked, annotations: { "helm.sh/hook": pre-install } }\n',
      'crds/kinds.yaml':
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.b.c }\n',
    }),
    {
      reason: 'KindForbidden',
      words: [
        'ClusterRole',
        'NetworkPolicy',
        'DaemonSet',
        'CustomResourceDefinition',
        'shop-reader',
        'templates/rights.yaml',
      ],
    },
  ],
  [
    'an object of another namespace',
    shopChart({ 'templates/away.yaml': configMap('away', '  namespace: kube-system\n') }),
    { reason: 'NamespaceForbidden', words: ['kube-system', 'away'] },
  ],
  [
    'what leads traffic to other hosts, or from outside of the cluster',
    shopChart({
      'templates/away.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: away }\nspec: { rules: [{ host: bank.example.com }] }\n' +
        '---\napiVersion: v1\nkind: Service\nmetadata: { name: open }\nspec: { type: NodePort, ports: [{ port: 80 }] }\n',
    }),
    { reason: 'HostForbidden', words: ['bank.example.com', 'Service/open', 'NodePort'] },
  ],
  [
    'a lookup in another namespace',
    shopChart({ 'templates/look.yaml': '{{ lookup "v1" "Secret" "kube-system" "" }}' }),
    { reason: 'Forbidden', words: ['outside its namespace', 'shop/templates/look.yaml:1:'] },
  ],
]

test.each(refused)('refused with a reason: %s', async (_name, files, { reason, words }) => {
  const { code, result, log } = await environment.carryOut({ files, values: { password: secret } })
  expect(result, log).toMatchObject({ ok: false, reason })
  for (const word of words) expect(result.message).toContain(word)
  expect(`${result.message}${log}`).not.toContain(secret)
  expect(result.message).not.toContain('/tmp')
  expect(result.retry ?? false).toBe(false)
  expect(code).toBe(1)
  expect(await environment.kubectl(['get', 'deployments,services', '--output=name'])).toBe('')
})

test('a quota that is too small is told as such', async () => {
  await environment.kubectl(['create', 'quota', 'small', '--hard=count/configmaps=2'])
  const files = shopChart({ 'templates/one.yaml': configMap('one'), 'templates/two.yaml': configMap('two') })
  const { result, log } = await environment.carryOut({ files })
  expect(result, log).toMatchObject({ ok: false, reason: 'QuotaExceeded' })
  expect(result.message).toContain('count/configmaps')
  await environment.kubectl(['delete', 'quota', 'small'])
})

test('an object that the cluster refuses is named', async () => {
  const files = shopChart({ 'templates/broken.yaml': configMap('broken', 'data: { "no key!": x }\n') })
  const { result, log } = await environment.carryOut({ files })
  expect(result, log).toMatchObject({ ok: false, reason: 'ApplyRefused' })
  expect(result.message).toContain('no key!')
})

test('after all of that the chart itself is installed', async () => {
  const { result, log } = await environment.carryOut({ files: shopChart() })
  expect(result, log).toMatchObject({ ok: true })
})

test('a cluster that does not answer is worth another try', async () => {
  const { result, log } = await environment.carryOut({ files: shopChart() }, { server: 'https://127.0.0.1:1' })
  expect(result, log).toMatchObject({ ok: false, reason: 'ClusterUnreachable', retry: true })
})
