import type { TestCluster } from '../cluster/startTestCluster.ts'
import { homeOf } from './useOperatorWorld.ts'

const kinds = [
  'resourcequotas',
  'limitranges',
  'networkpolicies',
  'serviceaccounts',
  'roles',
  'rolebindings',
  'deployments',
  'replicasets',
  'pods',
  'services',
  'ingresses',
  'secrets',
  'jobs',
]

interface Listed {
  items: { kind: string; metadata: { name: string; namespace?: string } }[]
}

/** What differs between two environments, or from one moment to the next, and says nothing about either. */
const passing = new Set([
  'creationTimestamp',
  'lastTransitionTime',
  'lastUpdateTime',
  'lastHeartbeatTime',
  'startedAt',
  'startTime',
  'readyAt',
  'updatedAt',
  'resourceVersion',
  'uid',
  'clusterIP',
  'clusterIPs',
  'pod-template-hash',
  'catalyst.dev/applied',
  'catalyst.dev/environment-uid',
])

/**
 * Everything that there is of environments, in a form in which two of them can be compared: each environment itself, its
 * namespace and all objects in it, with their generations and with who has written fields of them.
 */
export async function statesOf({ kubectl }: TestCluster, names: readonly string[]): Promise<Map<string, unknown>> {
  const read = async (kinds: readonly string[]) => {
    const printed = await kubectl([
      'get',
      kinds.join(','),
      '--all-namespaces',
      '--output=json',
      '--show-managed-fields',
    ])
    return (JSON.parse(printed) as Listed).items
  }
  const [cluster, inside] = await Promise.all([read(['environments', 'namespaces']), read(kinds)])
  return new Map(
    names.map((name) => {
      const home = homeOf(name)
      const isOwn = ({ kind, metadata }: Listed['items'][number]) =>
        kind === 'Namespace'
          ? metadata.name === home
          : metadata.namespace === home || (kind === 'Environment' && metadata.name === name)
      const objects = [...cluster, ...inside].filter(isOwn).map((object) => JSON.stringify(normalise(object, name)))
      return [name, objects.sort()]
    }),
  )
}

function normalise(value: unknown, name: string): unknown {
  if (typeof value === 'string') return withoutName(value, name)
  if (Array.isArray(value)) return value.map((item) => normalise(item, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !passing.has(key))
      .map(([key, field]) => [key, normaliseField(key, field, name)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
}

function normaliseField(key: string, field: unknown, name: string): unknown {
  if (key === 'managedFields') return managersOf(field)
  const normal = normalise(field, name)
  // Their order is that in which they were first told.
  return key === 'conditions' ? (normal as unknown[]).map((one) => JSON.stringify(one)).sort() : normal
}

/** Generated parts of names go as well: a pod is named after its ReplicaSet, and that after the hash of its template. */
function withoutName(text: string, name: string): string {
  return text
    .replaceAll(name, 'NAME')
    .replace(/\bapp-[a-z0-9]{6,10}(-[a-z0-9]{5})?\b/g, 'app-HASH')
    .replace(/\b[0-9a-f]{40}\b/g, 'REVISION')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'UID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
}

function managersOf(fields: unknown): string[] {
  const entries = fields as { manager: string; operation: string; subresource?: string }[]
  return entries.map(({ manager, operation, subresource = '' }) => `${manager} ${operation} ${subresource}`).sort()
}
