import { apiVersionOf } from '../../objects/names.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import { subresourcesOf } from './subresourcesOf.ts'

/** `/api` @param address host and port of the API server */
export function apiVersions(address: string): object {
  const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: address }]
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs }
}

/** `/apis` */
export function apiGroupList(types: readonly ResourceType[]): object {
  const groups = [...versionsByGroup(types)].filter(([group]) => group !== '').map(([group]) => toGroup(types, group))
  return { kind: 'APIGroupList', apiVersion: 'v1', groups }
}

/** `/apis/:group`. Nothing where no such group is served. */
export function apiGroup(types: readonly ResourceType[], group: string): object | undefined {
  if (group === '' || !types.some((type) => type.group === group)) return undefined
  return { kind: 'APIGroup', apiVersion: 'v1', ...toGroup(types, group) }
}

function toGroup(types: readonly ResourceType[], group: string) {
  const versions = [...(versionsByGroup(types).get(group) ?? [])].map((version) => ({
    groupVersion: apiVersionOf({ group, version }),
    version,
  }))
  return { name: group, versions, preferredVersion: versions[0] }
}

/** `/api/v1`, `/apis/:group/:version`. Nothing where no kind is served there. */
export function apiResourceList(types: readonly ResourceType[], groupVersion: string): object | undefined {
  const served = types.filter((type) => apiVersionOf(type) === groupVersion)
  if (served.length === 0) return undefined
  const resources = inOrder(served).flatMap((type) => [
    {
      name: type.plural,
      singularName: type.singular,
      namespaced: type.namespaced,
      kind: type.kind,
      verbs: verbsOf(type),
      ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
      ...(type.categories.length > 0 && { categories: type.categories }),
    },
    ...subresourcesOf(type).map(({ name, kind, groupVersion: of, verbs }) => ({
      name: `${type.plural}/${name}`,
      singularName: '',
      namespaced: type.namespaced,
      ...of,
      kind,
      verbs,
    })),
  ])
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources }
}

/**
 * The whole of `/api` or `/apis` in one answer.
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
 */
export function aggregatedDiscovery(types: readonly ResourceType[], root: 'api' | 'apis'): object {
  const items = [...versionsByGroup(types)]
    .filter(([group]) => (group === '') === (root === 'api'))
    .map(([group, versions]) => ({
      metadata: group === '' ? {} : { name: group },
      versions: [...versions].map((version) => ({
        version,
        resources: inOrder(types.filter((type) => type.group === group && type.version === version)).map(describe),
        freshness: 'Current',
      })),
    }))
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items }
}

function describe(type: ResourceType) {
  const subresources = subresourcesOf(type).map(({ name, kind, groupVersion, verbs }) => ({
    subresource: name,
    responseKind: { group: '', version: '', ...groupVersion, kind },
    verbs,
  }))
  return {
    resource: type.plural,
    responseKind: { group: type.group, version: type.version, kind: type.kind },
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: verbsOf(type),
    ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    ...(type.categories.length > 0 && { categories: type.categories }),
    ...(subresources.length > 0 && { subresources }),
  }
}

function versionsByGroup(types: readonly ResourceType[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>()
  for (const { group, version } of types) {
    const versions = groups.get(group) ?? new Set()
    groups.set(group, versions.add(version))
  }
  return groups
}

const inOrder = (types: readonly ResourceType[]) => [...types].sort((a, b) => (a.plural < b.plural ? -1 : 1))
const verbsOf = ({ verbs }: ResourceType) => [...verbs].sort()
