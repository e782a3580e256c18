import { getPath } from '../objects/getPath.ts'
import { isRecord } from '../objects/isRecord.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import { nameColumn } from '../objects/columns/column.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import type { ApiContext } from './ApiContext.ts'
import { timestamp } from './createObject.ts'
import { definitionConditions } from '../definitions/definitionConditions.ts'
import { toResourceTypes } from './rules.ts'

const resource = 'customresourcedefinitions.apiextensions.k8s.io'
const finalizer = 'customresourcecleanup.apiextensions.k8s.io'

/**
 * Serves the kinds that CustomResourceDefinitions describe, as soon as they are there, and takes their objects away with
 * them.
 */
export function serveDefinitions(context: ApiContext): Disposable {
  const { store, types } = context
  const open = new DisposableStack()
  const watched = new Set<string>()

  function follow(definition: KubernetesObject): void {
    const { name } = definition.metadata
    types.add(name, toResourceTypes(definition).map(withName))
    if (definition.metadata.deletionTimestamp !== undefined) return cleanUp(definition)
    const established = withConditions(context, definition)
    if (established !== definition) store.put(resource, established)
  }

  /** Deletes the objects of a kind; the last one to go lets the definition go. */
  function cleanUp(definition: KubernetesObject): void {
    const { finalizers = [], name } = definition.metadata
    if (!finalizers.includes(finalizer)) return
    // A definition is called as its resource is: `environments.catalyst.dev`.
    if (!watched.has(name)) {
      watched.add(name)
      open.use(store.subscribe(name, ({ type }) => type === 'DELETED' && cleanUpAgain(name)))
    }
    for (const object of store.list(name).slice()) deleteInstance(name, object)
    if (store.list(name).length > 0 || store.get(resource, { name }) === undefined) return
    const { finalizers: _, ...metadata } = definition.metadata
    const others = finalizers.filter((each) => each !== finalizer)
    if (others.length === 0) store.remove(resource, { ...definition, metadata })
    else store.put(resource, { ...definition, metadata: { ...metadata, finalizers: others } })
  }

  function cleanUpAgain(name: string): void {
    const definition = store.get(resource, { name })
    if (definition?.metadata.deletionTimestamp !== undefined) cleanUp(definition)
  }

  function deleteInstance(kind: string, object: KubernetesObject): void {
    const { metadata } = object
    if (!metadata.finalizers?.length) store.remove(kind, object)
    else if (metadata.deletionTimestamp === undefined) {
      const deletionTimestamp = timestamp(context.clock.now())
      store.put(kind, { ...object, metadata: { ...metadata, deletionTimestamp, deletionGracePeriodSeconds: 0 } })
    }
  }

  open.use(
    store.subscribe(resource, ({ type, object }) => {
      if (type === 'DELETED') types.remove(object.metadata.name)
      else follow(object)
    }),
  )
  return open
}

/** Lists of every kind begin with names. */
function withName(type: ResourceType): ResourceType {
  return { ...type, columns: [nameColumn, ...type.columns] }
}

/** What the API server says of a definition once it serves the kind. */
function withConditions({ clock }: ApiContext, definition: KubernetesObject): KubernetesObject {
  const names = getPath(definition, 'spec.names')
  const isServed = isRecord(getPath(definition, 'status.acceptedNames'))
  const finalizers = definition.metadata.finalizers ?? []
  if (isServed && finalizers.includes(finalizer)) return definition
  const versions = getPath(definition, 'spec.versions') as { name: string; storage?: boolean }[]
  return {
    ...definition,
    metadata: { ...definition.metadata, finalizers: [...new Set([...finalizers, finalizer])] },
    status: {
      conditions: definitionConditions(timestamp(clock.now())),
      acceptedNames: names,
      storedVersions: versions.filter(({ storage }) => storage === true).map(({ name }) => name),
    },
  }
}
