import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { GraphNode, OwnerGraph } from './createOwnerGraph.ts'

interface Context {
  readonly api: ApiOperations
  readonly graph: OwnerGraph
  readonly enqueue: (uid: string) => void
}

/** Does what an object that is being deleted asks the garbage collector for by a finalizer, then takes that off. */
export async function finishDeletion(context: Context, node: GraphNode, object: KubernetesObject): Promise<void> {
  const { finalizers = [] } = object.metadata
  if (finalizers.includes('orphan')) {
    await orphanDependents(context, node)
    await takeOff('orphan')
  } else if (finalizers.includes('foregroundDeletion')) {
    if (holdBack(context, node)) return
    await takeOff('foregroundDeletion')
  }

  async function takeOff(finalizer: string): Promise<void> {
    const { uid, finalizers: now = [] } = context.api.get(node.resource, node.ref)?.metadata ?? {}
    if (uid !== node.uid) return
    const left = now.filter((other) => other !== finalizer)
    await context.api.patch(node.resource, node.ref, { metadata: { uid, finalizers: left.length > 0 ? left : null } })
  }
}

async function orphanDependents({ api, graph }: Context, owner: GraphNode): Promise<void> {
  for (const { resource, ref } of graph.dependentsOf(owner.uid)) {
    const { uid, ownerReferences = [] } = api.get(resource, ref)?.metadata ?? {}
    const left = ownerReferences.filter((reference) => reference.uid !== owner.uid)
    if (uid === undefined || left.length === ownerReferences.length) continue
    await api.patch(resource, ref, { metadata: { uid, ownerReferences: left.length > 0 ? left : null } })
  }
}

/** Whether something that blocks the owner's deletion is still there; what depends on it is looked at. */
function holdBack({ api, graph, enqueue }: Context, owner: GraphNode): boolean {
  const dependents = graph.dependentsOf(owner.uid)
  for (const { uid } of dependents) enqueue(uid)
  return dependents.some(({ resource, ref }) =>
    api
      .get(resource, ref)
      ?.metadata.ownerReferences?.some(
        ({ uid, blockOwnerDeletion }) => uid === owner.uid && blockOwnerDeletion === true,
      ),
  )
}
