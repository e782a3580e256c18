import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectWriteSchema, type Environment, type TemplateType } from '@catalyst/api'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  deployments,
  environments,
  jobs,
  namespaces,
  projects,
  secrets,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import { defaultSettings } from '@catalyst/operator'
import { deploymentOrderSchema, orderVariable } from '@catalyst/operator/deployment'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { runOperator, type RunningOperator } from './support/runOperator.ts'

const folder = join(import.meta.dirname, '../../examples/projects')
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.project.yaml'))
  .map((file) => projectWriteSchema.parse(parse(readFileSync(join(folder, file), 'utf8'))))
const cases = examples.flatMap((project) =>
  Object.entries(project.spec.templates).map(([key, { type }]) => ({
    project,
    key,
    type,
    name: project.metadata.name,
  })),
)
const commitSha = 'c0ffee'.repeat(7).slice(0, 40)

let cluster: TestCluster
let kubeConfig: KubeConfig
let operator: RunningOperator
beforeAll(async () => {
  // Of its own, like every operator's: it works on all that it finds.
  cluster = await startTestCluster({ apiServerFlags: [] })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  for (const { metadata, spec } of examples) {
    const { name, namespace } = metadata
    await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: namespace } })
    await createNamedSecrets(spec, namespace)
    await createResourceClient(projects, { kubeConfig }).create({ metadata: { name, namespace }, spec })
  }
  const image = 'registry.example.com/catalyst/server:1'
  const settings = { ...defaultSettings, deployer: { ...defaultSettings.deployer, image } }
  operator = runOperator(kubeConfig, { settings })
}, 120_000)
afterAll(async () => {
  await operator[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

/** As the comments of the examples say that they have to be. */
async function createNamedSecrets(
  { sources, registryCredentials = [] }: (typeof examples)[number]['spec'],
  namespace: string,
) {
  const client = createResourceClient(secrets, { kubeConfig })
  for (const { secretRef } of registryCredentials) {
    const stringData = { '.dockerconfigjson': '{"auths":{}}' }
    await client.create({
      metadata: { name: secretRef.name, namespace },
      type: 'kubernetes.io/dockerconfigjson',
      stringData,
    })
  }
  for (const { credentialsSecretRef, repositoryUrl } of sources) {
    if (credentialsSecretRef === undefined) continue
    const annotations = { 'catalyst.dev/git-hosts': new URL(repositoryUrl).hostname }
    const { name, key = 'token' } = credentialsSecretRef
    await client.create({ metadata: { name, namespace, annotations }, stringData: { [key]: 'not-a-secret' } })
  }
}

async function createEnvironment(project: (typeof examples)[number], key: string) {
  const client = createResourceClient(environments, { kubeConfig })
  const { name, namespace: team } = project.metadata
  const reference = { namespace: generateNamespace(team, name), name: key }
  const sources = project.spec.sources.map((source) => ({ name: source.name, commitSha }))
  const spec = { projectRef: { name, namespace: team }, type: key, sources }
  await eventually(() => client.create({ metadata: reference, spec }))
  const get = () => client.get(reference)
  /** As the one who may deploy is told to. */
  async function approve(): Promise<void> {
    const asked = await eventually(async () => {
      const condition = conditionOf(await get(), 'Approved')
      expect(condition).toMatchObject({ status: 'False', reason: 'ApprovalNeeded' })
      return condition?.message ?? ''
    })
    const [, annotation = '', revision = ''] = / ([\w./-]+)=(\w+)$/.exec(asked) ?? []
    await client.patch(reference, { metadata: { annotations: { [annotation]: revision } } })
  }
  return { reference, get, approve }
}

const conditionOf = ({ status }: Environment, type: string) => status?.conditions?.find((one) => one.type === type)

test.each(cases)('$name, template $key of type $type, is deployed or says why not', async ({ project, key, type }) => {
  const { reference, get, approve } = await createEnvironment(project, key)
  const home = generateNamespace(project.metadata.namespace, project.metadata.name, key)
  if (project.spec.approval?.required === true && key !== 'development') await approve()

  async function isApplied() {
    await createResourceClient(deployments, { kubeConfig }).get({ namespace: home, name: 'app' })
    expect(conditionOf(await get(), 'Deployed')).toMatchObject({ status: 'True', reason: 'Applied' })
  }
  async function isOrdered() {
    const environment = await get()
    expect(conditionOf(environment, 'Deployed')).toMatchObject({ status: 'Unknown', reason: 'JobRunning' })
    const name = environment.status?.deployment?.jobName ?? ''
    const { spec } = await createResourceClient(jobs, { kubeConfig }).get({ namespace: reference.namespace, name })
    const variables = spec?.template?.spec?.containers?.[0]?.env ?? []
    const order = deploymentOrderSchema.parse(
      JSON.parse(variables.find((one) => one.name === orderVariable)?.value ?? ''),
    )
    expect(order).toMatchObject({ action: 'apply', type, namespace: home })
    const { files, sourceRef } = project.spec.templates[key]!
    if (files !== undefined) expect(order.files).toEqual(files)
    else expect(order.source).toMatchObject({ name: sourceRef ?? project.spec.sources[0]?.name, commitSha })
  }
  async function isRefused() {
    const environment = await get()
    expect(conditionOf(environment, 'Ready')).toMatchObject({ status: 'False', reason: 'TemplateNotSupported' })
    expect(environment.status).toMatchObject({ phase: 'Failed', message: expect.stringContaining(type) })
  }
  const deployed: Partial<Record<TemplateType, () => Promise<void>>> = {
    prebuilt: isApplied,
    helm: isOrdered,
    manifest: isOrdered,
  }
  await eventually(deployed[type] ?? isRefused)
})
