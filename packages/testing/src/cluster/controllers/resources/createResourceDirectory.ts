import type { ApiOperations, ObjectChange } from '../../api/ApiOperations.ts'
import { builtInTypes } from '../../objects/builtInTypes.ts'
import { isRecord } from '../../objects/isRecord.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { groupOf, resourceNameOf } from '../../objects/names.ts'
import type { ResourceName } from '../../objects/ResourceType.ts'

export interface KnownResource {
  readonly name: ResourceName
  readonly group: string
  readonly kind: string
  readonly namespaced: boolean
}

type Listener = (resource: KnownResource, change: ObjectChange) => void

/** All kinds there are, also those that definitions bring along, and every change of any object. */
export interface ResourceDirectory extends Disposable {
  readonly all: Iterable<KnownResource>
  find(apiVersion: string, kind: string): KnownResource | undefined
  /** What is there first, as ADDED. It ends with the directory. */
  watch(listener: Listener): void
}

const definitions = 'customresourcedefinitions.apiextensions.k8s.io'

export function createResourceDirectory(api: ApiOperations): ResourceDirectory {
  const known = new Map<ResourceName, KnownResource>()
  const subscriptions = new Map<ResourceName, DisposableStack>()
  const listeners: Listener[] = []

  function add(resource: KnownResource): void {
    if (known.has(resource.name)) return
    known.set(resource.name, resource)
    subscriptions.set(resource.name, new DisposableStack())
    for (const listener of listeners) listen(resource, listener)
  }

  function listen(resource: KnownResource, listener: Listener): void {
    subscriptions.get(resource.name)?.use(api.watch(resource.name, (change) => listener(resource, change)))
  }

  function remove(name: ResourceName): void {
    known.delete(name)
    subscriptions.get(name)?.[Symbol.dispose]()
    subscriptions.delete(name)
  }

  for (const type of builtInTypes(() => ({}))) {
    add({ name: resourceNameOf(type), group: type.group, kind: type.kind, namespaced: type.namespaced })
  }
  const watchedDefinitions = api.watch(definitions, ({ type, object }) => {
    if (type === 'DELETED') remove(object.metadata.name)
    else if (isEstablished(object)) add(toResource(object))
  })

  return {
    get all() {
      return known.values()
    },
    find(apiVersion, kind) {
      const group = groupOf(apiVersion)
      for (const resource of known.values()) if (resource.kind === kind && resource.group === group) return resource
      return undefined
    },
    watch(listener) {
      listeners.push(listener)
      for (const resource of known.values()) listen(resource, listener)
    },
    [Symbol.dispose]() {
      watchedDefinitions[Symbol.dispose]()
      for (const name of [...known.keys()]) remove(name)
    },
  }
}

function isEstablished({ status }: KubernetesObject): boolean {
  const conditions =
    isRecord(status) && Array.isArray(status['conditions']) ? status['conditions'].filter(isRecord) : []
  return conditions.some(({ type, status }) => type === 'Established' && status === 'True')
}

function toResource({ metadata, spec }: KubernetesObject): KnownResource {
  const { group, names, scope } = spec as { group: string; names: { kind: string }; scope: string }
  return { name: metadata.name, group, kind: names.kind, namespaced: scope === 'Namespaced' }
}
