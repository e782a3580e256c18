import { labels as keys } from '@catalyst/api/labels'
import type { ObjectInput } from '../../cluster/objects/KubernetesObject.ts'
import { databaseSecret, desiredDatabase } from './desiredDatabase.ts'
import type { Wanted, WantedSource } from './Wanted.ts'

/** What runs of one component. */
interface Component {
  readonly name: string
  readonly container: Record<string, unknown>
  readonly port: number
  readonly replicas: number
  readonly initContainers?: readonly object[] | undefined
  /** Absent: ready when it runs. */
  readonly hasPort: boolean
}

const bareImage = 'docker.io/library/ubuntu:24.04'

/** Everything that runs in an environment: a Deployment and a Service for each component, an Ingress, its database. */
export function desiredWorkloads(wanted: Wanted): ObjectInput[] {
  const components =
    wanted.image === undefined ? wanted.sources.map((one) => ofSource(wanted, one)) : [ofImage(wanted, wanted.image)]
  const database = hasDatabase(wanted) ? desiredDatabase(wanted) : []
  const objects = components.flatMap((one) => [deployment(wanted, one), ...(one.hasPort ? [service(wanted, one)] : [])])
  const front = components.find((one) => one.hasPort)
  return [...database, ...objects, ...(front === undefined ? [] : [ingress(wanted, front)])]
}

function ofImage({ template, environment }: Wanted, image: string): Component {
  const values = { ...template.values, ...environment.spec.values }
  const port = Number(values['port'] ?? 8080)
  const probes = { readinessProbe: { httpGet: { path: '/', port }, periodSeconds: 5 } }
  const command = Object.fromEntries(Object.entries(values).filter(([key]) => key === 'command' || key === 'args'))
  const resources = template.resources ?? defaultResources
  const container = {
    name: 'app',
    image,
    ...command,
    ports: [{ containerPort: port }],
    resources,
    ...probes,
    env: variables(environment),
  }
  return { name: 'app', container, port, replicas: Number(values['replicas'] ?? 1), hasPort: true }
}

function ofSource(wanted: Wanted, source: WantedSource): Component {
  const { environment, template, mode, namespace } = wanted
  const isDevelopment = mode === 'development'
  const isBare = source.image === undefined && source.command === undefined
  const command = isBare
    ? { command: ['sleep', 'infinity'] }
    : isDevelopment && source.command !== undefined
      ? { command: ['catalyst-dev', source.command] }
      : {}
  const readinessProbe = isDevelopment
    ? { exec: { command: ['catalyst-dev', '--check'] }, periodSeconds: 3 }
    : { httpGet: { path: '/', port: source.port }, periodSeconds: 5 }
  const env = [
    ...variables(environment),
    { name: 'CATALYST_NAMESPACE', value: namespace },
    { name: 'GIT_REPOSITORY', value: source.repositoryUrl },
    { name: 'GIT_BRANCH', value: source.branch },
    { name: 'GIT_COMMIT', value: source.commitSha },
    { name: 'PORT', value: String(source.port) },
  ]
  const envFrom = hasDatabase(wanted) ? [{ secretRef: { name: databaseSecret } }] : []
  const base = { image: source.image ?? bareImage, env, envFrom }
  const resources = template.resources ?? defaultResources
  const migrate = migrationOf(wanted)
  return {
    name: source.name,
    container: {
      name: source.name,
      ...base,
      ...command,
      resources,
      ...(isBare ? {} : { ports: [{ containerPort: source.port }], readinessProbe }),
    },
    initContainers:
      migrate?.source === source.name
        ? [{ name: 'migrate', ...base, command: ['sh', '-c', migrate.command], resources }]
        : [],
    port: source.port,
    replicas: 1,
    hasPort: !isBare,
  }
}

const defaultResources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } }

function variables({ spec }: Wanted['environment']): { name: string; value: string }[] {
  return Object.entries(spec.config?.envVars ?? {}).map(([name, value]) => ({ name, value }))
}

function hasDatabase({ template }: Wanted): boolean {
  const services = template.values?.['services'] as { postgres?: { enabled?: boolean } } | undefined
  return services?.postgres?.enabled === true
}

/** The value `migrate` of a template: which source brings migrations, and the command that runs them. */
function migrationOf({ template }: Wanted): { source: string; command: string } | undefined {
  return template.values?.['migrate'] as { source: string; command: string } | undefined
}

function deployment({ namespace, labels, environment }: Wanted, component: Component): ObjectInput {
  const own = { ...labels, [keys.component]: component.name, app: component.name }
  const restarted = environment.spec.restartRequest
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: component.name, namespace, labels: own },
    spec: {
      replicas: component.replicas,
      // Not by the component: builds of it carry that label too.
      selector: { matchLabels: { app: component.name } },
      template: {
        metadata: {
          labels: own,
          ...(restarted === undefined ? {} : { annotations: { 'catalyst.dev/restart-request': restarted } }),
        },
        spec: {
          terminationGracePeriodSeconds: 5,
          ...(component.initContainers?.length ? { initContainers: component.initContainers } : {}),
          containers: [component.container],
        },
      },
    },
  }
}

function service({ namespace, labels }: Wanted, { name, port }: Component): ObjectInput {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { ...labels, [keys.component]: name } },
    spec: { selector: { app: name }, ports: [{ name: 'http', port, targetPort: port }] },
  }
}

function ingress({ namespace, labels, url }: Wanted, { name, port }: Component): ObjectInput {
  const { hostname } = new URL(url)
  const path = { path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: port } } } }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'catalyst', namespace, labels },
    spec: { ingressClassName: 'nginx', rules: [{ host: hostname, http: { paths: [path] } }] },
  }
}
