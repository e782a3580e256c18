import { readdir, readFile } from 'node:fs/promises'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  environments as environmentKind,
  projects as projectKind,
  type ClusterAccess,
  type Environment,
  type EnvironmentDraft,
  type ProjectInput,
  type ResourceClient,
} from '@catalyst/kubernetes-client'
import { startCluster, type Cluster, type Image } from '@catalyst/testing/cluster'
import { expect, vi } from 'vitest'
import { createOperator } from '../src/createOperator.ts'
import { OperatorMetrics } from '../src/metrics/OperatorMetrics.ts'
import { defaultSettings } from '../src/settings/defaultSettings.ts'
import type { OperatorSettings } from '../src/settings/OperatorSettings.ts'
import { accessTo } from './accessTo.ts'
import { keepingLogger } from './keepingLogger.ts'

const deploy = new URL('../../../deploy/', import.meta.url)

/** A cluster with Catalyst's definitions and an operator that works on it. */
export interface World extends AsyncDisposable {
  cluster: Cluster
  kubeConfig: ClusterAccess
  environments: ResourceClient<Environment, EnvironmentDraft>
  logger: ReturnType<typeof keepingLogger>
  /** Makes a project of team `acme` with a template that runs a web server. */
  project: (name: string, spec?: Partial<ProjectInput['spec']>) => Promise<void>
  environment: (project: string, name: string, spec?: object) => Promise<Environment>
  /** The environment once it is in a phase. */
  until: (project: string, name: string, phase: string) => Promise<Environment>
  stopOperator: () => Promise<void>
  /** Ends the operator and starts another one. */
  restartOperator: () => Promise<void>
}

const operatorUser = {
  name: 'system:serviceaccount:catalyst-system:catalyst-operator',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:catalyst-system', 'system:authenticated'],
}
const source = { name: 'app', repositoryUrl: 'https://git.example.com/acme/app.git' }
const template = { type: 'prebuilt' as const, image: { repository: 'docker.io/library/nginx', tag: '1.29' } }

export async function startWorld(
  settings: Partial<OperatorSettings> = {},
  { images = [] }: { images?: readonly Image[] | undefined } = {},
): Promise<World> {
  const cluster = await startCluster({ nodes: 1, images })
  for (const folder of ['crds', 'rbac']) {
    for (const file of await readdir(new URL(folder, deploy)))
      await cluster.apply(await readFile(new URL(`${folder}/${file}`, deploy), 'utf8'))
  }
  const kubeConfig = await accessTo(cluster)
  // With the rights that it ships with, and no others.
  const operatorAccess = await accessTo(cluster, operatorUser)
  const environments = createResourceClient(environmentKind, { kubeConfig })
  const projects = createResourceClient(projectKind, { kubeConfig })
  const logger = keepingLogger()
  let stop = new AbortController()
  let running: Promise<unknown> = Promise.resolve()

  function begin(): void {
    stop = new AbortController()
    const operator = createOperator({
      kubeConfig: operatorAccess,
      logger,
      metrics: new OperatorMetrics({ process: false }),
      settings: { ...defaultSettings, ...settings },
    })
    running = operator.run({ signal: stop.signal })
  }

  async function end(): Promise<void> {
    stop.abort()
    await running
  }

  begin()
  return {
    cluster,
    kubeConfig,
    environments,
    logger,
    async project(name, spec = {}) {
      await cluster.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'acme' } }])
      const templates = { development: template }
      await projects.apply({ metadata: { name, namespace: 'acme' }, spec: { sources: [source], templates, ...spec } })
    },
    async environment(project, name, spec = {}) {
      const namespace = generateNamespace('acme', project)
      const whole = { projectRef: { name: project, namespace: 'acme' }, ...spec }
      return vi.waitFor(() => environments.apply({ metadata: { name, namespace }, spec: whole }), { timeout: 5000 })
    },
    async until(project, name, phase) {
      const namespace = generateNamespace('acme', project)
      return vi.waitFor(
        async () => {
          const environment = await environments.get({ namespace, name })
          expect(environment.status).toMatchObject({ phase })
          return environment
        },
        { timeout: 10_000, interval: 50 },
      )
    },
    stopOperator: end,
    async restartOperator() {
      await end()
      begin()
    },
    async [Symbol.asyncDispose]() {
      await end()
      await cluster[Symbol.asyncDispose]()
    },
  }
}
