import { getPath } from '../objects/getPath.ts'
import type { KubernetesObject, ObjectMeta } from '../objects/KubernetesObject.ts'
import { resourceNameOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { conflict, notFound } from '../objects/StatusError.ts'
import type { ApiContext, WriteRequest } from './ApiContext.ts'
import { timestamp } from './createObject.ts'
import { isReadyToGo } from './isReadyToGo.ts'
import { admit } from './rules.ts'

export interface Deletion {
  readonly gracePeriodSeconds?: number | undefined
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan' | undefined
  readonly uid?: string | undefined
  readonly resourceVersion?: string | undefined
}

export interface Deleted {
  readonly object: KubernetesObject
  /** False while a finalizer or a grace period holds it. */
  readonly isGone: boolean
}

/** Deletes an object, or begins to. @throws StatusError when it is not there or a rule is against it */
export function deleteObject(
  context: ApiContext,
  request: WriteRequest & { readonly name: string },
  deletion: Deletion,
): Deleted {
  const { store } = context
  const { type, namespace, name, user, dryRun } = request
  const resource = resourceNameOf(type)
  const current = store.get(resource, { namespace, name })
  if (current === undefined) throw notFound(type, name)
  assertMeant(type, current, deletion)
  admit({ operation: 'DELETE', type, namespace, name, oldObject: current, user, dryRun }, context)

  const marked = markDeleted(context, current, { type, deletion })
  const isGone = isReadyToGo(type, marked)
  if (dryRun) return { object: marked, isGone }
  if (isGone) return { object: store.remove(resource, current), isGone }
  return { object: marked === current ? current : store.put(resource, marked), isGone }
}

function assertMeant(
  { group, kind }: ResourceType,
  { metadata }: KubernetesObject,
  { uid, resourceVersion }: Deletion,
): void {
  // These conflicts are about kinds, where all others are about resources.
  const type = { group, plural: kind }
  if (uid !== undefined && uid !== metadata.uid) {
    const text = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid})`
    throw conflict(type, metadata.name, `${text}. The object might have been deleted and then recreated`)
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const text = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record`
    throw conflict(type, metadata.name, `${text} (${metadata.resourceVersion}). The object might have been modified`)
  }
}

interface Marking {
  readonly type: ResourceType
  readonly deletion: Deletion
}

/** The object with the marks of a deletion; the same object when it has them already. */
function markDeleted({ clock }: ApiContext, current: KubernetesObject, { type, deletion }: Marking): KubernetesObject {
  const { metadata } = current
  const grace = gracePeriodOf(type, current, deletion.gracePeriodSeconds)
  const finalizers = finalizersFor(type, metadata, deletion)
  const isMarked = metadata.deletionTimestamp !== undefined
  // A grace period can get shorter and never longer.
  const isShorter = grace < (metadata.deletionGracePeriodSeconds ?? 0)
  if (isMarked && !isShorter && finalizers.length === (metadata.finalizers?.length ?? 0)) return current

  const { finalizers: _, ...others } = metadata
  const next: ObjectMeta = { ...others, ...(finalizers.length > 0 && { finalizers }) }
  if (!isMarked || isShorter) {
    const since = metadata.deletionTimestamp
      ? Date.parse(metadata.deletionTimestamp) - (metadata.deletionGracePeriodSeconds ?? 0) * 1000
      : clock.now()
    next.deletionTimestamp = timestamp(since + grace * 1000)
    next.deletionGracePeriodSeconds = grace
    if (!isMarked && next.generation !== undefined) next.generation += 1
  }
  const marked: KubernetesObject = { ...current, metadata: next }
  if (type.isCustom || type.kind !== 'Namespace') return marked
  delete next.deletionGracePeriodSeconds
  return { ...marked, status: { ...(marked['status'] as object | undefined), phase: 'Terminating' } }
}

function gracePeriodOf(type: ResourceType, pod: KubernetesObject, wanted: number | undefined): number {
  if (type.isCustom || type.kind !== 'Pod' || type.group !== '') return 0
  const phase = getPath(pod, 'status.phase')
  const isNowhere = !getPath(pod, 'spec.nodeName')
  if (isNowhere || phase === 'Succeeded' || phase === 'Failed') return 0
  const own = getPath(pod, 'spec.terminationGracePeriodSeconds')
  return Math.max(wanted ?? (typeof own === 'number' ? own : 30), 0)
}

/** The garbage collector is told what to do with dependents by a finalizer of its own. */
function finalizersFor(type: ResourceType, metadata: ObjectMeta, { propagationPolicy }: Deletion): string[] {
  const before = metadata.finalizers ?? []
  const others = before.filter((finalizer) => finalizer !== 'orphan' && finalizer !== 'foregroundDeletion')
  const orphansByDefault = type.group === 'batch' && type.kind === 'Job' && metadata.deletionTimestamp === undefined
  const policy = propagationPolicy ?? (orphansByDefault ? 'Orphan' : undefined)
  if (policy === undefined) return before
  if (policy === 'Orphan') return [...others, 'orphan']
  return policy === 'Foreground' ? [...others, 'foregroundDeletion'] : others
}
