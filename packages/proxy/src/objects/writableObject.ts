import type { ObjectMeta } from '@catalyst/api'
import { withoutAbsent } from './withoutAbsent.ts'

interface Written<TSpec> {
  metadata: ObjectMeta
  spec: TSpec
}

export interface WritableOptions {
  namespace: string
  /** Whether it is to replace the very version that the client read. @default false */
  replaces?: boolean | undefined
}

/**
 * An object as it is sent to the API server: what the client may decide. What only the API server or the operator sets
 * is left out, so that an object that was read can be written back, and one that is gone can be created again.
 */
export function writableObject<TSpec>(
  { metadata, spec }: Written<TSpec>,
  { namespace, replaces = false }: WritableOptions,
) {
  const { name, labels, annotations, finalizers, ownerReferences, resourceVersion, uid } = metadata
  const version = replaces ? { resourceVersion, uid } : {}
  // A finalizer that a client read and sends back must not get lost.
  return {
    metadata: { name, namespace, ...withoutAbsent({ labels, annotations, finalizers, ownerReferences, ...version }) },
    spec,
  }
}
