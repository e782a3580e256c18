import { annotations, labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  environments,
  namespaces,
  type ClusterAccess,
  type Namespace,
} from '@catalyst/kubernetes-client'
import type { EventRecorder } from '../events/createEventRecorder.ts'
import { ignoreNotFound } from '../objects/ignoreNotFound.ts'
import { ownedScope } from '../resources/ownedKinds.ts'
import { watches, type Controller, type Request } from '../runtime/Controller.ts'
import type { Manager } from '../runtime/createManager.ts'
import type { OperatorLogger } from '../runtime/OperatorLogger.ts'
import type { JanitorSettings } from '../settings/OperatorSettings.ts'
import { planJanitor } from './planJanitor.ts'

export interface JanitorOptions {
  kubeConfig: ClusterAccess
  manager: Pick<Manager, 'cache' | 'metrics'>
  settings: JanitorSettings
  events: EventRecorder
  logger: OperatorLogger
  now?: (() => Date) | undefined
}

/** Finds namespaces of environments that are gone, tells of them, and deletes them where it is asked to. */
export function createJanitor(options: JanitorOptions): Controller {
  const { kubeConfig, manager, settings, events, logger, now = () => new Date() } = options
  const client = createResourceClient(namespaces, { kubeConfig, fieldManager: 'catalyst-janitor' })
  const orphans = new Set<string>()

  /** @returns nothing for one that is gone already, which the cache has yet to hear: it follows its environment closely. */
  const mark = (name: string, since: string | null, signal: AbortSignal) =>
    client
      .patch({ name }, { metadata: { annotations: { [annotations.orphanedSince]: since } } }, { signal })
      .catch(ignoreNotFound)

  /** A cache may have missed something, and what is deleted here does not come back: the API server itself is asked. */
  async function isWanted({ metadata }: Namespace, signal: AbortSignal): Promise<boolean> {
    const { [labels.team]: team, [labels.project]: project, [labels.environment]: name } = metadata?.labels ?? {}
    // Without them nobody can be asked for, and so it is kept.
    if (!team || !project || !name) return true
    const reference = { namespace: generateNamespace(team, project), name }
    const found = await createResourceClient(environments, { kubeConfig })
      .get(reference, { signal })
      .catch(ignoreNotFound)
    return found !== undefined && found.metadata.uid === metadata?.annotations?.[annotations.environmentUid]
  }

  function count(name: string, isOrphan: boolean): void {
    if (isOrphan) orphans.add(name)
    else orphans.delete(name)
    manager.metrics.orphans(orphans.size)
  }

  async function reconcile({ name }: Request, signal: AbortSignal) {
    const namespace = manager.cache(namespaces, ownedScope).get({ name })
    if (namespace === undefined) {
      count(name, false)
      return {}
    }
    const plan = planJanitor({ namespace, environments: manager.cache(environments).list(), now: now() }, settings)
    const isKnown = namespace.metadata?.annotations?.[annotations.orphanedSince] !== undefined
    count(name, plan.kind === 'report' || (isKnown && plan.kind !== 'forget' && plan.kind !== 'delete'))
    switch (plan.kind) {
      case 'report':
        if ((await mark(name, plan.since, signal)) === undefined) return {}
        tell(namespace, plan.message)
        return { requeueAfterMs: settings.graceMs }
      case 'forget':
        await mark(name, null, signal)
        return {}
      case 'wait':
        return { requeueAfterMs: plan.forMs }
      case 'delete':
        if (await isWanted(namespace, signal)) return {}
        await client.delete({ name }, { preconditions: { uid: plan.uid }, signal }).catch(ignoreNotFound)
        tell(namespace, plan.message)
        return {}
      case 'none':
        return {}
    }
  }

  function tell(namespace: Namespace, message: string): void {
    logger.warn({ namespace: namespace.metadata?.name }, message)
    const { name = '', uid } = namespace.metadata ?? {}
    const subject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, uid } }
    events.record(subject, { type: 'Warning', reason: 'Orphaned', message })
  }

  return {
    name: 'janitor',
    sources: [
      watches(namespaces, {
        scope: ownedScope,
        requestsOf: ({ metadata }) => [{ namespace: '', name: metadata?.name ?? '' }],
      }),
      watches(environments, {
        requestsOf: ({ status }) =>
          status?.namespace === undefined ? [] : [{ namespace: '', name: status.namespace }],
        // One that comes or goes; what it does meanwhile is no matter here.
        predicate: () => false,
      }),
    ],
    reconcile,
    concurrency: 1,
  }
}
