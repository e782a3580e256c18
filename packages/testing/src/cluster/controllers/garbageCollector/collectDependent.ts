import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { KubernetesObject, OwnerReference } from '../../objects/KubernetesObject.ts'
import type { ResourceDirectory } from '../resources/createResourceDirectory.ts'
import type { GraphNode, OwnerGraph } from './createOwnerGraph.ts'

interface Context {
  readonly api: ApiOperations
  readonly graph: OwnerGraph
  readonly directory: ResourceDirectory
}

type OwnerState = 'solid' | 'waiting' | 'gone'

/** Deletes an object all of whose owners are gone; from others it takes the references to those that are. */
export async function collectDependent(context: Context, node: GraphNode, object: KubernetesObject): Promise<void> {
  const { api, graph } = context
  const { uid, ownerReferences = [], finalizers = [] } = object.metadata
  const states = ownerReferences.map((reference) => stateOf(context, object, reference))
  if (states.every((state) => state === 'solid')) return
  if (states.includes('solid')) {
    const kept = ownerReferences.filter((_, index) => states[index] === 'solid')
    await api.patch(node.resource, node.ref, { metadata: { uid, ownerReferences: kept } })
    return
  }
  // An owner that waits for this one waits for what depends on this one too.
  const isForeground = states.includes('waiting') && graph.dependentsOf(uid).length > 0
  const ownWish = finalizers.includes('orphan') ? 'Orphan' : undefined
  const propagationPolicy = isForeground || finalizers.includes('foregroundDeletion') ? 'Foreground' : 'Background'
  await api.delete(node.resource, node.ref, { uid, propagationPolicy: ownWish ?? propagationPolicy })
}

function stateOf({ api, directory }: Context, object: KubernetesObject, reference: OwnerReference): OwnerState {
  const { apiVersion, kind, name, uid, blockOwnerDeletion } = reference
  const resource = directory.find(apiVersion, kind)
  // Of a kind that is not served now nobody can say that it is gone.
  if (resource === undefined) return 'solid'
  const { namespace } = object.metadata
  if (resource.namespaced && namespace === undefined) return 'solid'
  const owner = api.get(resource.name, { name, namespace })
  if (owner?.metadata.uid !== uid) return 'gone'
  const { deletionTimestamp, finalizers = [] } = owner.metadata
  const isWaiting = deletionTimestamp !== undefined && finalizers.includes('foregroundDeletion')
  return isWaiting && blockOwnerDeletion === true ? 'waiting' : 'solid'
}
