/**
 * Writes `src/cluster/apply/recorded/answers.json`: what becomes of the writes beside it on a real kube-apiserver.
 *
 *     KUBECONFIG=$(bash test/cluster/cluster up) node --conditions=@catalyst/source packages/testing/scripts/recordApplies.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isKubernetesError, type KubeConfig, loadClientNode, request } from '@catalyst/kubernetes-client'
import { type RecordedWrite, recordedWrites } from '../src/cluster/apply/recorded/writes.ts'
import { widgetDefinition } from './widgetDefinition.ts'

interface Written {
  metadata: { labels?: object; annotations?: object; finalizers?: string[]; managedFields?: object[] }
  [field: string]: unknown
}

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const folder = join(import.meta.dirname, '../src/cluster/apply/recorded')
const kinds = {
  widget: {
    apiVersion: 'recorded.catalyst.dev/v1',
    kind: 'Widget',
    path: '/apis/recorded.catalyst.dev/v1/namespaces/default/widgets',
  },
  configMap: { apiVersion: 'v1', kind: 'ConfigMap', path: '/api/v1/namespaces/default/configmaps' },
}
const { KubeConfig: Config } = await loadClientNode()
const kubeConfig: KubeConfig = new Config()
kubeConfig.loadFromDefault()

async function write({ object, how, manager, subresource, force, fields }: RecordedWrite): Promise<unknown> {
  const { apiVersion, kind, path } = kinds[object]
  const metadata = { name: 'recorded', ...(fields['metadata'] as object | undefined) }
  const target = `${path}/recorded${subresource === undefined ? '' : `/${subresource}`}`
  try {
    const written = await request<Written>(kubeConfig, target, {
      method: 'PATCH',
      query: { fieldManager: manager, ...(force === true && { force }) },
      contentType: how === 'apply' ? 'application/apply-patch+yaml' : 'application/merge-patch+json',
      body: how === 'apply' ? { apiVersion, kind, ...fields, metadata } : fields,
    })
    const { labels, annotations, finalizers, managedFields } = written.metadata
    const { spec, status, data } = written
    return { spec, status, data, metadata: { labels, annotations, finalizers }, managedFields }
  } catch (error) {
    if (!isKubernetesError(error)) throw error
    return { message: error.message, causes: error.details?.causes }
  }
}

await request(kubeConfig, definitions, { method: 'POST', body: widgetDefinition })
await new Promise((resolve) => setTimeout(resolve, 3000))
const answers: Record<string, unknown> = {}
for (const one of recordedWrites) answers[one.title] = await write(one)
for (const { path } of Object.values(kinds)) {
  const body = { metadata: { finalizers: null } }
  await request(kubeConfig, `${path}/recorded`, { method: 'PATCH', contentType: 'application/merge-patch+json', body })
  await request(kubeConfig, `${path}/recorded`, { method: 'DELETE' })
}
await request(kubeConfig, `${definitions}/${widgetDefinition.metadata.name}`, { method: 'DELETE' })

writeFileSync(join(folder, 'answers.json'), `${JSON.stringify(answers, null, 2)}\n`)
console.log(`${Object.keys(answers).length} answers`)
