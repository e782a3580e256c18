import type { ProjectInput } from '@catalyst/api'
import { labels } from '@catalyst/api/labels'
import {
  createResourceClient,
  environments,
  namespaces,
  projects,
  type Environment,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import { defaultSettings } from '@catalyst/operator'
import { expect } from 'vitest'
import { loadKubeConfig } from '../../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../../cluster/startTestCluster.ts'
import { eventually } from './eventually.ts'
import { applyFolder, installDefinitions } from './installDefinitions.ts'
import { loadKubeConfigAs } from './loadKubeConfigAs.ts'
import { operatorAccount, runOperator } from './runOperator.ts'
import { peopleByName } from './peopleByName.ts'
import { startProxyOn, type ProxyCall, type ProxyOnCluster } from './startProxyOn.ts'

export type People = Readonly<Record<string, readonly string[]>>

export interface RolesWorld<TPerson extends string> extends AsyncDisposable {
  cluster: TestCluster
  /** Of an administrator of the cluster. */
  kubeConfig: KubeConfig
  proxy: ProxyOnCluster
  /** What the operator could not do. */
  faults: readonly unknown[]
  /** As the API server knows somebody who shows it their token. */
  kubectl(person: TPerson, args: readonly string[], input?: object): Promise<string>
  /** Whether the proxy does what somebody asks of it; whatever else may be wrong is no matter of rights. */
  isAnswered(person: TPerson, path: string, call?: ProxyCall): Promise<boolean>
  /** Whether kubectl does it. */
  isAllowed(attempt: Promise<unknown>): Promise<boolean>
  createProject(name: string, spec: Partial<ProjectInput['spec']>): Promise<void>
  createEnvironment(project: string, name: string, spec: Partial<Environment['spec']>): Promise<void>
  /** The first pod of a namespace, running where pods run. */
  findPod(namespace: string): Promise<string>
}

const source = { name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }
const image = { repository: 'docker.io/library/nginx', tag: '1.29' }
const template = { type: 'prebuilt' as const, image }

/**
 * Kinds, roles and policies as they ship, the operator and the proxy with their own rights, and nothing that was bound by hand.
 * People have the prefix `oidc:` before their names and groups. Projects are of team `acme`.
 */
export async function startRolesWorld<TPeople extends People>(
  people: TPeople,
): Promise<RolesWorld<keyof TPeople & string>> {
  await using parts = new AsyncDisposableStack()
  // Of its own, for the operator works on every environment that it finds; the embedded one brings pods that live.
  const isEmbedded = process.env['CATALYST_TEST_CLUSTER'] === 'embedded'
  const cluster = parts.use(await startTestCluster(isEmbedded ? {} : { apiServerFlags: [] }))
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  const team = { name: 'acme', labels: { [labels.team]: 'acme' } }
  await createResourceClient(namespaces, { kubeConfig }).create({ metadata: team })
  const access = await loadKubeConfigAs(cluster.kubeconfig, operatorAccount)
  const operator = parts.use(runOperator(access, { settings: { ...defaultSettings, groupsPrefix: 'oidc:' } }))
  const proxy = parts.use(
    await startProxyOn(cluster, {
      authenticate: peopleByName(people),
      impersonation: { usernamePrefix: 'oidc:', groupsPrefix: 'oidc:' },
    }),
  )
  const owned = parts.move()
  return {
    cluster,
    kubeConfig,
    proxy,
    faults: operator.faults,
    async kubectl(person, args, input) {
      const groups = (people[person] ?? []).map((group) => `--as-group=oidc:${group}`)
      // Before the command that a pod is to run.
      return cluster.kubectl([`--as=oidc:${person}`, ...groups, ...args], { input: input && JSON.stringify(input) })
    },
    async isAnswered(person, path, call) {
      const { status, body } = await proxy.call(person, path, call)
      if (status === 403) return false
      if (cluster.hasNode && status >= 400) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
      return true
    },
    async isAllowed(attempt) {
      try {
        await attempt
        return true
      } catch (error) {
        if (/Forbidden|forbidden/.test(String(error))) return false
        if (cluster.hasNode) throw error
        return true
      }
    },
    async createProject(name, spec) {
      const templates = { development: template, production: template }
      const project = { metadata: { name, namespace: 'acme' }, spec: { sources: [source], templates, ...spec } }
      await createResourceClient(projects, { kubeConfig }).create(project)
    },
    async createEnvironment(project, name, spec) {
      const projectRef = { name: project, namespace: 'acme' }
      const environment = { metadata: { name, namespace: `acme-${project}` }, spec: { projectRef, ...spec } }
      // In a moment the namespace of the project is there.
      await eventually(() => createResourceClient(environments, { kubeConfig }).create(environment))
    },
    async findPod(namespace) {
      const name = await eventually(async () => {
        const names = await cluster.kubectl(['get', 'pods', `--namespace=${namespace}`, '--output=name'])
        const [first = ''] = names.split('\n')
        expect(first).toMatch(/^pod\//)
        return first
      })
      if (cluster.hasNode) {
        const ready = ['wait', '--for=condition=Ready', name, `--namespace=${namespace}`, '--timeout=60s']
        await cluster.kubectl(ready)
      }
      return name.slice('pod/'.length)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
