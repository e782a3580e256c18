import type { ControllerContext } from '../../api/Controller.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import type { ResourceDirectory } from '../resources/createResourceDirectory.ts'
import { createOwnerGraph } from './createOwnerGraph.ts'
import { collectDependent } from './collectDependent.ts'
import { finishDeletion } from './finishDeletion.ts'

/** Kinds that come and go too often to own or be owned. */
const ignored = new Set(['events', 'leases.coordination.k8s.io'])

/**
 * Deletes what has lost all of its owners, holds owners back that are deleted in the foreground, and frees what is orphaned.
 * https://kubernetes.io/docs/concepts/architecture/garbage-collection/
 */
export function startGarbageCollector({ api, clock }: ControllerContext, directory: ResourceDirectory): Disposable {
  const graph = createOwnerGraph()

  async function reconcile(uid: string): Promise<void> {
    const node = graph.get(uid)
    if (node === undefined) return
    const object = api.get(node.resource, node.ref)
    if (object?.metadata.uid !== uid) return
    if (object.metadata.deletionTimestamp !== undefined) {
      await finishDeletion({ api, graph, enqueue: (dependent) => reconciler.enqueue(dependent) }, node, object)
    } else if (object.metadata.ownerReferences !== undefined) {
      await collectDependent({ api, graph, directory }, node, object)
    }
  }

  const reconciler = createReconciler(clock, reconcile)
  directory.watch((resource, { type, object }) => {
    if (ignored.has(resource.name)) return
    const { uid, ownerReferences = [], deletionTimestamp, finalizers } = object.metadata
    if (type === 'DELETED') {
      graph.remove(uid)
      for (const dependent of graph.dependentsOf(uid)) reconciler.enqueue(dependent.uid)
      // One less for an owner that waits.
      for (const owner of ownerReferences) reconciler.enqueue(owner.uid)
      return
    }
    graph.set(resource.name, object)
    if (deletionTimestamp !== undefined ? finalizers !== undefined : ownerReferences.length > 0) reconciler.enqueue(uid)
  })
  return reconciler
}
