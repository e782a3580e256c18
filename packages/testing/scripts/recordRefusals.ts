/**
 * Writes `src/cluster/schema/recorded/answers.json`: what a real kube-apiserver says to the cases beside it.
 *
 *     KUBECONFIG=$(bash test/cluster/cluster up) node --conditions=@catalyst/source packages/testing/scripts/recordRefusals.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isKubernetesError, type KubeConfig, loadClientNode, request } from '@catalyst/kubernetes-client'
import { type BuiltInCase, builtInCases } from '../src/cluster/schema/recorded/builtInCases.ts'
import { widgetCases } from '../src/cluster/schema/recorded/widgetCases.ts'
import { widgetDefinition } from './widgetDefinition.ts'

interface Answer {
  spec?: unknown
  message?: string
  causes?: unknown
}

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const widgets = '/apis/recorded.catalyst.dev/v1/namespaces/default/widgets'
const folder = join(import.meta.dirname, '../src/cluster/schema/recorded')
const { KubeConfig: Config } = await loadClientNode()
const kubeConfig: KubeConfig = new Config()
kubeConfig.loadFromDefault()

const paths: Readonly<Record<string, string>> = {
  Deployment: '/apis/apps/v1/namespaces/default/deployments',
  Job: '/apis/batch/v1/namespaces/default/jobs',
  Namespace: '/api/v1/namespaces',
  NetworkPolicy: '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies',
  ValidatingAdmissionPolicyBinding: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings',
  Role: '/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings',
}

function pathOf(kind: string): string {
  return paths[kind] ?? `/api/v1/namespaces/default/${kind.toLowerCase()}s`
}

async function ask(path: string, method: 'POST' | 'PUT', body: object): Promise<Answer> {
  try {
    const { spec } = await request<{ spec?: unknown }>(kubeConfig, path, { method, body, query: { dryRun: 'All' } })
    return { spec }
  } catch (error) {
    if (!isKubernetesError(error)) throw error
    const causes = error.details?.causes?.map(({ reason, message, field }) => ({ type: reason, field, message }))
    return causes === undefined ? { message: error.message } : { causes }
  }
}

async function askBuiltIn({ kind, fields }: BuiltInCase): Promise<Answer> {
  const path = pathOf(kind)
  const apiVersion = path.startsWith('/api/v1') ? 'v1' : path.split('/').slice(2, 4).join('/')
  const metadata = { name: 'recorded', ...(fields['metadata'] as object | undefined) }
  const { causes, message } = await ask(path, 'POST', { apiVersion, kind, ...fields, metadata })
  return causes === undefined ? { message: message ?? 'accepted' } : { causes }
}

const answers: Record<string, Answer> = {}
for (const one of builtInCases) answers[one.title] = await askBuiltIn(one)

await request(kubeConfig, definitions, { method: 'POST', body: widgetDefinition })
await new Promise((resolve) => setTimeout(resolve, 3000))
const base = { apiVersion: 'recorded.catalyst.dev/v1', kind: 'Widget', metadata: { name: 'recorded' } }
for (const { title, spec, before } of widgetCases) {
  if (before === undefined) {
    answers[title] = await ask(widgets, 'POST', { ...base, spec })
    continue
  }
  const { metadata } = await request<{ metadata: object }>(kubeConfig, widgets, {
    method: 'POST',
    body: { ...base, spec: before },
  })
  answers[title] = await ask(`${widgets}/recorded`, 'PUT', { ...base, metadata, spec })
  await request(kubeConfig, `${widgets}/recorded`, { method: 'DELETE' })
}
await request(kubeConfig, `${definitions}/${widgetDefinition.metadata.name}`, { method: 'DELETE' })

writeFileSync(join(folder, 'answers.json'), `${JSON.stringify(answers, null, 2)}\n`)
console.log(`${Object.keys(answers).length} answers`)
