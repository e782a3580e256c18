import { randomBytes } from 'node:crypto'
import { generateNamespace, type Environment, type ProjectInput } from '@catalyst/api'
import { createResourceClient, environments, isNotFound, projects, type KubeConfig } from '@catalyst/kubernetes-client'
import { ask } from '../chart/ask.ts'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { applyFolder, installDefinitions } from '../conformance/support/installDefinitions.ts'
import { startDashboard, type Dashboard } from './startDashboard.ts'
import { startOperator, type RunningOperator } from './startOperator.ts'
import { watchEnvironments, type EnvironmentWatch } from './watchEnvironments.ts'

export type Templates = NonNullable<ProjectInput['spec']['templates']>

export interface OperatorWorld extends AsyncDisposable {
  cluster: TestCluster
  /** As an administrator of the cluster. */
  kubeConfig: KubeConfig
  dashboard: Dashboard
  operator: RunningOperator
  /** Team of this world alone. */
  team: string
  /** Makes a project and waits until environments can be made in it. */
  project(name: string, templates: Templates, more?: Partial<ProjectInput['spec']>): Promise<WorldProject>
}

export interface WorldProject {
  /** Where its environments are as resources. */
  namespace: string
  /** Where one of them runs. */
  homeOf(name: string): string
  create(name: string, spec?: Partial<Environment['spec']>): Promise<void>
  /** Merges into its spec. */
  change(name: string, spec: object): Promise<void>
  delete(name: string): Promise<void>
  /** Waits until what is said of an environment holds, and fails with why it didn't. */
  until<TResult>(name: string, check: (environment: Environment) => TResult, timeout?: number): Promise<TResult>
  /** Waits until it is in a phase, and returns it as it is then. */
  untilPhase(name: string, phase: string, timeout?: number): Promise<Environment>
  untilGone(name: string): Promise<void>
  /** The phases that it went through, one after another. */
  phasesOf(name: string): readonly string[]
  /** Address of its page in the dashboard. */
  pageOf(name: string): string
  /** What is answered at the address in its status, to a program that does not resolve names below localhost. */
  answerOf(name: string, path?: string): Promise<{ status: number; text: string }>
}

export interface OperatorWorldOptions {
  /** Further settings of the operator, as variables. */
  env?: Record<string, string> | undefined
}

/** The product on a cluster with real pods: kinds, roles and policies, the operator with its own rights, and the dashboard. */
export async function startOperatorWorld({ env = {} }: OperatorWorldOptions = {}): Promise<OperatorWorld> {
  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(await startTestCluster({ node: true }))
  await installDefinitions(cluster)
  for (const folder of ['rbac', 'policies'] as const) await applyFolder(cluster, folder)
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  const team = `ops-${randomBytes(3).toString('hex')}`
  await cluster.kubectl(['create', 'namespace', team])
  parts.defer(async () => {
    const own = ['--selector', `catalyst.dev/team=${team}`, '--wait=false']
    await cluster.kubectl(['delete', 'namespace', ...own])
    await cluster.kubectl(['delete', 'namespace', team, '--ignore-not-found', '--wait=false'])
  })
  const dashboard = parts.use(await startDashboard({ kubeconfig: cluster.kubeconfig }))
  const urlTemplate = `http://{namespace}.localhost:${new URL(dashboard.url).port}/`
  const operator = parts.use(await startOperator(cluster, { CATALYST_OPERATOR_URL_TEMPLATE: urlTemplate, ...env }))
  const watch = parts.use(await watchEnvironments(kubeConfig))
  // While the operator is there to let them go.
  parts.defer(() => deleteAll(watch, { kubeConfig, team }))
  const owned = parts.move()
  return {
    cluster,
    kubeConfig,
    dashboard,
    operator,
    team,
    async project(name, templates, more = {}) {
      const sources = [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }]
      const spec = { sources, templates, ...more }
      await createResourceClient(projects, { kubeConfig }).create({ metadata: { name, namespace: team }, spec })
      const ready = ['--for=condition=Ready', `project/${name}`, '--namespace', team, '--timeout=30s']
      await cluster.kubectl(['wait', ...ready])
      return projectOf(name, { kubeConfig, dashboard, team, watch })
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

interface Parts extends Pick<OperatorWorld, 'kubeConfig' | 'dashboard' | 'team'> {
  watch: EnvironmentWatch
}

function projectOf(project: string, { kubeConfig, dashboard, team, watch }: Parts): WorldProject {
  const client = createResourceClient(environments, { kubeConfig })
  const namespace = generateNamespace(team, project)
  const until: WorldProject['until'] = (name, check, timeout) =>
    watch.until(
      { namespace, name },
      (environment) => {
        if (environment === undefined) throw new Error('There is no such environment.')
        return check(environment)
      },
      timeout,
    )
  return {
    namespace,
    homeOf: (name) => generateNamespace(team, project, name),
    until,
    async create(name, spec = {}) {
      const projectRef = { name: project, namespace: team }
      await client.create({ metadata: { namespace, name }, spec: { projectRef, ...spec } })
    },
    async change(name, spec) {
      await client.patch({ namespace, name }, { spec })
    },
    async delete(name) {
      await client.delete({ namespace, name })
    },
    untilPhase(name, phase, timeout) {
      const isIn = (environment: Environment) => {
        const now = environment.status?.phase
        if (now !== phase) throw new Error(`It is ${now}, not ${phase}.`)
        return environment
      }
      return until(name, isIn, timeout)
    },
    async untilGone(name) {
      await watch.until({ namespace, name }, failIfThere)
    },
    phasesOf: (name) => watch.phasesOf({ namespace, name }),
    pageOf: (name) => `${dashboard.url}/environments/-/${namespace}/${name}`,
    async answerOf(name, path = '') {
      const { status } = await client.get({ namespace, name })
      const { host, hostname, port, pathname } = new URL(status?.url ?? '')
      if (!hostname.endsWith('.localhost')) throw new Error(`${status?.url} is no address below localhost.`)
      return ask({ at: '127.0.0.1', port: Number(port), path: pathname + path, headers: { host } })
    },
  }
}

async function deleteAll(
  watch: EnvironmentWatch,
  { kubeConfig, team }: Pick<Parts, 'kubeConfig' | 'team'>,
): Promise<void> {
  const client = createResourceClient(environments, { kubeConfig })
  const own = watch
    .list()
    .map(({ metadata: { name, namespace = '' } }) => ({ namespace, name }))
    .filter(({ namespace }) => namespace.startsWith(`${team}-`))
  for (const one of own)
    await client.delete(one).catch((error: unknown) => {
      if (!isNotFound(error)) throw error
    })
  for (const one of own) await watch.until(one, failIfThere)
}

function failIfThere(environment: Environment | undefined): void {
  if (environment !== undefined) throw new Error('It is there still.')
}
