import type { ResourceType } from '../../objects/ResourceType.ts'

export interface Subresource {
  readonly name: string
  readonly kind: string
  /** Of the kind, where that is another group's. */
  readonly groupVersion?: { readonly group: string; readonly version: string } | undefined
  readonly verbs: readonly string[]
}

const change = ['get', 'patch', 'update'] as const
const connect = ['create', 'get'] as const

const others: Readonly<Record<string, readonly Subresource[]>> = {
  namespaces: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
  pods: [
    { name: 'attach', kind: 'PodAttachOptions', verbs: connect },
    { name: 'binding', kind: 'Binding', verbs: ['create'] },
    { name: 'ephemeralcontainers', kind: 'Pod', verbs: change },
    { name: 'eviction', kind: 'Eviction', groupVersion: { group: 'policy', version: 'v1' }, verbs: ['create'] },
    { name: 'exec', kind: 'PodExecOptions', verbs: connect },
    { name: 'log', kind: 'Pod', verbs: ['get'] },
    { name: 'portforward', kind: 'PodPortForwardOptions', verbs: connect },
    { name: 'resize', kind: 'Pod', verbs: change },
  ],
  serviceaccounts: [
    {
      name: 'token',
      kind: 'TokenRequest',
      groupVersion: { group: 'authentication.k8s.io', version: 'v1' },
      verbs: ['create'],
    },
  ],
}

/** What is served below the objects of a kind, in the order of names. */
export function subresourcesOf(type: ResourceType): Subresource[] {
  const found = [...(type.group === '' ? (others[type.plural] ?? []) : [])]
  if (type.hasStatus) found.push({ name: 'status', kind: type.kind, verbs: change })
  if (type.scale !== undefined) {
    const groupVersion = { group: 'autoscaling', version: 'v1' }
    found.push({ name: 'scale', kind: 'Scale', groupVersion, verbs: change })
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}
