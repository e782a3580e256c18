import type { ObjectRef } from '../../api/ApiOperations.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { ResourceName } from '../../objects/ResourceType.ts'

/** An object as the garbage collector knows it: enough to read it anew. */
export interface GraphNode {
  readonly uid: string
  readonly resource: ResourceName
  readonly ref: ObjectRef
  owners: readonly string[]
}

/** Who owns whom, by uid. */
export interface OwnerGraph {
  get(uid: string): GraphNode | undefined
  set(resource: ResourceName, object: KubernetesObject): void
  remove(uid: string): void
  dependentsOf(uid: string): GraphNode[]
}

export function createOwnerGraph(): OwnerGraph {
  const nodes = new Map<string, GraphNode>()
  const dependents = new Map<string, Set<string>>()

  function unlink({ uid, owners }: GraphNode): void {
    for (const owner of owners) {
      const siblings = dependents.get(owner)
      siblings?.delete(uid)
      if (siblings?.size === 0) dependents.delete(owner)
    }
  }

  return {
    get: (uid) => nodes.get(uid),
    set(resource, { metadata }) {
      const { uid, name, namespace, ownerReferences = [] } = metadata
      const before = nodes.get(uid)
      const owners = ownerReferences.map((reference) => reference.uid)
      if (before !== undefined) unlink(before)
      nodes.set(uid, { uid, resource, ref: { name, namespace }, owners })
      for (const owner of owners) {
        const siblings = dependents.get(owner) ?? new Set()
        dependents.set(owner, siblings.add(uid))
      }
    },
    remove(uid) {
      const node = nodes.get(uid)
      if (node !== undefined) unlink(node)
      nodes.delete(uid)
    },
    dependentsOf: (uid) => [...(dependents.get(uid) ?? [])].flatMap((dependent) => nodes.get(dependent) ?? []),
  }
}
