import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  environments,
  namespaces,
  projects,
  type ClusterAccess,
  type Environment,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import { createOperator, OperatorMetrics, type OperatorOptions } from '@catalyst/operator'
import { afterAll, beforeAll } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from '../conformance/support/eventually.ts'
import { applyFolder, installDefinitions } from '../conformance/support/installDefinitions.ts'
import { simulateNode, type SimulatedNodeOptions } from '../support/simulateNode.ts'
import { operatorToken, targetOf, tokenAccess } from '../support/tokenAccess.ts'
import { WriteGate } from '../support/WriteGate.ts'

export interface RunningOperator extends AsyncDisposable {
  ended: Promise<'stopped' | 'lost'>
  /** Resolves when it has nothing to do. */
  rests: () => Promise<void>
}

/** A real control plane with a simulated node, a project `acme/shop`, and a gate through which operators work. */
export interface FaultyWorld {
  readonly cluster: TestCluster
  readonly kubeConfig: KubeConfig
  readonly gate: WriteGate
  readonly token: string
  /** Another gate, for another replica. */
  openGate: () => Promise<WriteGate>
  startOperator: (options?: Partial<OperatorOptions>) => RunningOperator
  create: (name: string, spec?: object) => Promise<void>
  get: (name: string) => Promise<Environment>
  /** The environment once it is in a phase. */
  until: (name: string, phase: string) => Promise<Environment>
  remove: (name: string) => Promise<void>
}

const team = 'acme'
const project = 'shop'
export const projectNamespace = generateNamespace(team, project)
export const homeOf = (name: string) => generateNamespace(team, project, name)

export function useOperatorWorld(options: (kubeConfig: KubeConfig) => SimulatedNodeOptions = () => ({})): FaultyWorld {
  const parts = new AsyncDisposableStack()
  let cluster: TestCluster
  let kubeConfig: KubeConfig
  let gate: WriteGate
  let token = ''
  const client = () => createResourceClient(environments, { kubeConfig })
  const reference = (name: string) => ({ namespace: projectNamespace, name })

  beforeAll(async () => {
    // Of its own: an operator works on every environment that it finds, and those of other tests are none of its business.
    cluster = parts.use(await startTestCluster({ apiServerFlags: [] }))
    await installDefinitions(cluster)
    await applyFolder(cluster, 'rbac')
    await applyFolder(cluster, 'policies')
    kubeConfig = await loadKubeConfig(cluster.kubeconfig)
    parts.use(await simulateNode(kubeConfig, options(kubeConfig)))
    token = await operatorToken(cluster)
    gate = parts.use(await WriteGate.open(targetOf(kubeConfig)))
    await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: team } })
    const sources = [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }]
    const templates = {
      development: { type: 'prebuilt' as const, image: { repository: 'docker.io/library/nginx', tag: '1.29' } },
      manifests: { type: 'manifest' as const, path: 'deploy' },
    }
    await createResourceClient(projects, { kubeConfig }).create({
      metadata: { name: project, namespace: team },
      spec: { sources, templates },
    })
  }, 120_000)
  afterAll(() => parts.disposeAsync())

  function startOperator(more: Partial<OperatorOptions> = {}): RunningOperator {
    const stop = new AbortController()
    const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore }
    const metrics = new OperatorMetrics({ process: false })
    const access: ClusterAccess = tokenAccess(gate.url, token)
    const ended = createOperator({ kubeConfig: access, logger, metrics, ...more }).run({ signal: stop.signal })
    return {
      ended,
      async rests() {
        let before = ''
        await eventually(
          async () => {
            const text = await metrics.registry.metrics()
            const isBusy = /^(workqueue_depth|controller_runtime_active_workers)\{.*\} [1-9]/m.test(text)
            const passes = (text.match(/^controller_runtime_reconcile_total.*$/gm) ?? []).join('\n')
            const isCalm = !isBusy && passes !== '' && passes === before
            before = passes
            if (!isCalm) throw new Error('The operator still works.')
          },
          { every: 300 },
        )
      },
      async [Symbol.asyncDispose]() {
        stop.abort()
        await ended
      },
    }
  }

  return {
    get cluster() {
      return cluster
    },
    get kubeConfig() {
      return kubeConfig
    },
    get gate() {
      return gate
    },
    get token() {
      return token
    },
    openGate: async () => parts.use(await WriteGate.open(targetOf(kubeConfig))),
    startOperator,
    async create(name, spec = {}) {
      const whole = { projectRef: { name: project, namespace: team }, ...spec }
      // The operator makes the project's namespace.
      await eventually(() => client().create({ metadata: reference(name), spec: whole }))
    },
    get: (name) => client().get(reference(name)),
    until: (name, phase) =>
      eventually(async () => {
        const environment = await client().get(reference(name))
        if (environment.status?.phase === phase) return environment
        throw new Error(`${name} is ${environment.status?.phase}, not ${phase}: ${environment.status?.message}`)
      }),
    async remove(name) {
      await client().delete(reference(name))
    },
  }
}

const ignore = () => undefined
