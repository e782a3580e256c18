import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from '../conformance/support/eventually.ts'
import { ask } from './ask.ts'
import { installChart, type InstalledChart } from './installChart.ts'
import { loadImage } from './loadImage.ts'
import { leastValues } from './render.ts'

const parts = new AsyncDisposableStack()
let cluster: TestCluster
let chart: InstalledChart

const home = 'catalyst-parcels-store'
const charts = 'catalyst-parcels-charts'
const team = 'catalyst-parcels'
const project = (name: string, development: object) => ({
  apiVersion: 'catalyst.catalyst.dev/v1alpha1',
  kind: 'Project',
  metadata: { name, namespace: team },
  spec: {
    sources: [{ name: 'app', repositoryUrl: 'https://git.example.com/parcels/store.git' }],
    templates: { development },
  },
})
const prebuilt = {
  type: 'prebuilt',
  image: { repository: 'docker.io/library/busybox', tag: '1' },
  resources: { requests: { cpu: '10m', memory: '16Mi' } },
  values: {
    port: 8080,
    // The first process of a container gets no signal that it does not ask for, and would be waited for.
    command: ['sh', '-c', 'trap exit TERM; echo from $WHO > index.html; httpd -f -p 8080 & wait'],
  },
}
const environment = (name: string, of = 'store') => ({
  apiVersion: 'catalyst.catalyst.dev/v1alpha1',
  kind: 'Environment',
  metadata: { name, namespace: `${team}-${of}` },
  spec: { projectRef: { name: of }, type: 'development', config: { envVars: { WHO: name } } },
})

beforeAll(async () => {
  cluster = parts.use(await startTestCluster({ node: true }))
  const image = await loadImage(cluster)
  chart = parts.use(await installChart(cluster))
  await chart.kubectl(['create', 'secret', 'generic', 'tokens', '--from-literal=tokens=token-of-ann-0123456789,ann,""'])
  await chart.apply({
    ...leastValues,
    image,
    replicas: 1,
    resources: { requests: { cpu: '10m', memory: '64Mi' } },
    operator: {
      config: { urlTemplate: 'https://{namespace}.preview.example.com', quota: { cpu: '1', memory: '512Mi' } },
      resources: { requests: { cpu: '10m', memory: '64Mi' } },
    },
  })
  await cluster.kubectl(['create', 'namespace', team])
}, 240_000)

afterAll(async () => {
  // While the operator is there to let them go.
  await cluster.kubectl(['delete', 'namespace', home, charts, team, '--ignore-not-found', '--timeout=60s'])
  await parts.disposeAsync()
}, 120_000)

const apply = (object: object) => cluster.kubectl(['apply', '--filename', '-'], { input: JSON.stringify(object) })

async function untilReady(name: string, namespace = home): Promise<void> {
  const there = ['wait', '--namespace', namespace, `environment/${name}`, '--for=jsonpath={.status.phase}=Ready']
  try {
    await cluster.kubectl([...there, '--timeout=90s'])
  } catch (error) {
    // That it took too long says nothing; the environment and its Jobs do.
    const asked = [
      ['get', 'environment', name, '--output=yaml'],
      ['logs', '--selector=catalyst.dev/job', '--prefix', '--ignore-errors'],
    ]
    const told = (
      await Promise.all(asked.map((args) => cluster.kubectl(['--namespace', namespace, ...args]).catch(String)))
    ).join('\n')
    throw new Error(told, { cause: error })
  }
}

/** What the application of an environment answers. The node's rules for a Service come a moment after its pod is ready. */
async function answerOf(name: string, { of = home, service = 'app' } = {}): Promise<string> {
  const address = ['get', 'service', service, '--namespace', `${of}-${name}`, '--output=jsonpath={.spec.clusterIP}']
  const at = await cluster.kubectl(address)
  return eventually(async () => {
    const { status, text } = await ask({ at, path: '/' })
    if (text === '') throw new Error(`It answered ${status}, and nothing else.`)
    return text.trim()
  })
}

function leader(): Promise<string> {
  return chart.kubectl(['get', 'lease', 'catalyst-operator', '--output=jsonpath={.spec.holderIdentity}'])
}

test('an environment becomes a running thing, whose Service answers', async () => {
  await apply(project('store', prebuilt))
  await eventually(() => apply(environment('pr-1')))
  await untilReady('pr-1')
  expect(await answerOf('pr-1')).toBe('from pr-1')
  const url = ['get', 'environment', 'pr-1', '--namespace', home, '--output=jsonpath={.status.url}']
  expect(await cluster.kubectl(url)).toBe('https://catalyst-parcels-store-pr-1.preview.example.com/')
}, 120_000)

test('when the pod that leads is killed, the other one takes over', async () => {
  const before = await leader()
  const [pod = ''] = before.split('_')
  await chart.kubectl(['delete', 'pod', pod, '--grace-period=0', '--force'])
  await apply(environment('pr-2'))
  await untilReady('pr-2')
  expect(await leader()).not.toBe(before)
  expect(await answerOf('pr-2')).toBe('from pr-2')
  expect(await answerOf('pr-1')).toBe('from pr-1')
}, 120_000)

/** As somebody would write it: a web server, and a Job before every upgrade. */
const chartFiles = {
  'Chart.yaml': 'apiVersion: v2\nname: parcels\nversion: 1.0.0\n',
  'values.yaml': 'greeting: hello\n',
  'templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }} }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: web
          image: docker.io/library/busybox:1
          command: [sh, -c, 'echo $GREETING, $WHO > /tmp/index.html; exec httpd -f -p 8080 -h /tmp']
          resources: { requests: { cpu: 10m, memory: 16Mi } }
          env:
            - { name: GREETING, value: {{ .Values.greeting | quote }} }
            {{- range $name, $value := .Values.env }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
          readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`,
  'templates/before.yaml': `apiVersion: batch/v1
kind: Job
metadata:
  name: before
  annotations: { helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-delete-policy: hook-succeeded }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: before, image: "docker.io/library/busybox:1", command: ["true"] }]
`,
}

test('a chart of the project becomes a running thing too, with its hooks, and changes with its values', async () => {
  const template = { type: 'helm', files: chartFiles }
  await apply(project('charts', template))
  await eventually(() => apply(environment('pr-1', 'charts')))
  await untilReady('pr-1', charts)
  const web = { of: charts, service: 'web' }
  expect(await answerOf('pr-1', web)).toBe('hello, pr-1')
  const inHome = ['--namespace', `${charts}-pr-1`]
  expect(await cluster.kubectl(['get', 'jobs', ...inHome, '--output=name'])).toBe('')

  await apply(project('charts', { ...template, values: { greeting: 'good morning' } }))
  await eventually(async () => expect(await answerOf('pr-1', web)).toBe('good morning, pr-1'), { within: 90_000 })
  await untilReady('pr-1', charts)
}, 240_000)

test('what is deleted leaves nothing', async () => {
  const remove = (namespace: string, ...names: string[]) =>
    cluster.kubectl(['delete', 'environment', ...names, '--namespace', namespace, '--timeout=90s'])
  await Promise.all([
    remove(home, 'pr-1', 'pr-2'),
    remove(charts, 'pr-1').then(async () =>
      expect(await cluster.kubectl(['get', 'jobs,rolebindings', '--namespace', charts, '--output=name'])).not.toContain(
        'deploy',
      ),
    ),
  ])
  const left = await cluster.kubectl(['get', 'namespaces', '--selector=catalyst.dev/environment', '--output=name'])
  expect(left).toBe('')
}, 240_000)
