import type { Environment } from '@catalyst/api'
import { annotations, labels } from '@catalyst/api/labels'
import type { Namespace } from '@catalyst/kubernetes-client'
import { toTime } from '../environment/StatusDraft.ts'
import type { JanitorSettings } from '../settings/OperatorSettings.ts'

export interface ObservedNamespace {
  namespace: Namespace
  environments: readonly Environment[]
  now: Date
}

export type JanitorPlan =
  | { kind: 'none' }
  /** Nobody's: it is told once, and since when is written down, so that a restart does not begin to count anew. */
  | { kind: 'report'; since: string; message: string }
  | { kind: 'wait'; forMs: number }
  | { kind: 'delete'; uid: string; message: string }
  /** Somebody's again. */
  | { kind: 'forget' }

/**
 * What to do about a namespace with the labels of an environment: it may have outlived it, when somebody took the finalizer
 * away, or restored a cluster from a copy. Pure. Only namespaces that the operator itself has made are ever deleted, only where that
 * is asked for, and not before the grace is over.
 */
export function planJanitor(
  { namespace, environments, now }: ObservedNamespace,
  settings: JanitorSettings,
): JanitorPlan {
  const { name = '', uid = '', labels: own, annotations: notes, deletionTimestamp } = namespace.metadata ?? {}
  if (own?.[labels.environment] === undefined || deletionTimestamp !== undefined) return { kind: 'none' }
  const owner = notes?.[annotations.environmentUid]
  const since = notes?.[annotations.orphanedSince]
  const isWanted = environments.some((environment) =>
    owner === undefined ? environment.status?.namespace === name : environment.metadata.uid === owner,
  )
  if (isWanted) return since === undefined ? { kind: 'none' } : { kind: 'forget' }
  // What somebody has made of the note is no time from which to count.
  if (since === undefined || Number.isNaN(Date.parse(since))) {
    const message = `No Environment has the namespace ${name}. ${fateOf(owner, settings)}`
    return { kind: 'report', since: toTime(now), message }
  }
  if (!settings.delete || owner === undefined) return { kind: 'none' }
  const leftMs = new Date(since).getTime() + settings.graceMs - now.getTime()
  if (leftMs > 0) return { kind: 'wait', forMs: leftMs }
  return { kind: 'delete', uid, message: `The namespace ${name}, which no Environment has since ${since}, is deleted.` }
}

function fateOf(owner: string | undefined, { delete: deletes, graceMs }: JanitorSettings): string {
  if (owner === undefined) return 'It was not made by the operator, and is left alone.'
  if (!deletes) return 'It stays, with all that runs in it, until somebody deletes it.'
  return `It is deleted in ${Math.round(graceMs / 60_000)} minutes, unless its Environment comes back.`
}
