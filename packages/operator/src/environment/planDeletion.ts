import { annotations, environmentFinalizer } from '@catalyst/api/labels'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import type { Observed, Reference } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { olderJobs } from './olderJobs.ts'
import { patienceMs } from './patience.ts'
import { planRemoval } from './planRemoval.ts'
import { StatusDraft } from './StatusDraft.ts'
import { uninstallJobName } from './uninstall.ts'

export interface DeletionOptions {
  settings: OperatorSettings
  /** The cluster refuses what comes before the namespace, such as a Job to uninstall what runs: it goes without that. @default false */
  namespaceAlone?: boolean | undefined
}

/**
 * Takes an environment away: first its release, if it has one, then what leads to it, what works on it and what runs, then its
 * namespace with all that is left, and, once that is really gone, the finalizer. A namespace that is not this environment's is left alone.
 */
export function planDeletion(observed: Observed, { settings, namespaceAlone = false }: DeletionOptions): Plan {
  const { environment, namespace, now } = observed
  const { metadata } = environment
  const nothing: Plan = { apply: [], remove: [], events: [] }
  const finalizers = metadata.finalizers ?? []
  if (!finalizers.includes(environmentFinalizer)) return nothing
  const letGo = finalizers.filter((one) => one !== environmentFinalizer)
  const isOurs = namespace?.metadata?.annotations?.[annotations.environmentUid] === metadata.uid
  if (namespace === undefined || !isOurs) return { ...nothing, finalizers: letGo }

  const { name = '', uid = '', deletionTimestamp } = namespace.metadata ?? {}
  const isForced = metadata.annotations?.[annotations.forceDelete] !== undefined
  const isGoing = deletionTimestamp !== undefined
  const deleteNamespace = isGoing ? undefined : { name, uid }
  if (isForced) {
    const message = `Removed by force: the namespace ${name} may still hold something.`
    return {
      ...nothing,
      deleteNamespace,
      finalizers: letGo,
      events: [{ type: 'Warning', reason: 'ForceDeleted', message }],
    }
  }

  const draft = new StatusDraft(environment, now)
  const removal = isGoing || namespaceAlone ? {} : planRemoval(observed, draft, settings)
  if ('plan' in removal) return removal.plan
  const held = (namespace.status?.conditions ?? [])
    .filter(({ type, status }) => status === 'True' && /Remaining|Failure/.test(type))
    .map(({ message = '' }) => message.trim())
    .filter((message) => message !== '')
    .map((message) => (message.endsWith('.') ? message : `${message}.`))
  const waitedMs = isGoing ? now.getTime() - new Date(deletionTimestamp).getTime() : 0
  const isLate = waitedMs > patienceMs
  const advice = held.some((message) => message.includes('finalizers'))
    ? [' Whoever set that finalizer has to take it away; else remove the environment by force.']
    : []
  const why = [...held.map((message) => ` ${message}`), ...advice].join('')
  const message = `Waiting until the namespace ${name} is gone.${why}`
  draft.condition({ type: 'Ready', status: 'False', reason: 'Deleting', message: 'It is being deleted.' })
  draft.condition({
    type: 'Terminating',
    status: 'True',
    reason: held.length > 0 ? 'NamespaceHeld' : 'NamespaceGoing',
    message,
  })
  draft.condition({ type: 'Available', status: 'False', reason: 'Deleting', message: 'It is being deleted.' })
  draft.set({ url: undefined })
  draft.enter('Deleting', message)
  const stuck = {
    type: 'Warning',
    reason: 'DeletionStuck',
    message: `${message} It takes longer than 5 minutes.`,
  } as const
  return {
    ...nothing,
    remove: namespaceAlone ? [] : inOrder(observed, { namespace: name, isGoing }),
    deleteNamespace,
    status: draft.finish(),
    events: [...(removal.told === undefined ? [] : [removal.told]), ...(isLate ? [stuck] : [])],
    requeueAfterMs: isLate ? patienceMs : patienceMs - waitedMs + 1000,
  }
}

interface Living {
  metadata?: { name?: string | undefined; deletionTimestamp?: unknown } | undefined
}

/**
 * What goes before the namespace, which takes the rest in no order: nobody is led to what ends, nothing is deployed there any more, and
 * what runs ends while the services and the data that it needs are still there.
 */
function inOrder(
  observed: Observed,
  { namespace, isGoing }: { namespace: string; isGoing: boolean },
): readonly Reference[] {
  const jobs = olderJobs(observed, uninstallJobName(observed)).filter((job) => !job.isGoing)
  if (isGoing) return jobs
  const { ingresses, deployments, statefulSets } = observed.running
  const those = (apiVersion: string, kind: string, objects: readonly Living[]): Reference[] =>
    objects
      .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
      .map(({ metadata }) => ({ apiVersion, kind, name: metadata?.name ?? '', namespace }))
  return [
    ...those('networking.k8s.io/v1', 'Ingress', ingresses),
    ...jobs,
    ...those('apps/v1', 'Deployment', deployments),
    ...those('apps/v1', 'StatefulSet', statefulSets),
  ]
}
