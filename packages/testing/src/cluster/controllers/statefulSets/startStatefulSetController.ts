import type { ControllerContext } from '../../api/Controller.ts'
import { hasEnded, type Pod, type PodTemplate } from '../../nodes/Pod.ts'
import { StatusError } from '../../objects/StatusError.ts'
import { createEventRecorder } from '../events/createEventRecorder.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'
import { claim } from '../workloads/claim.ts'
import { controllerKey, controllerReference } from '../workloads/controllerOf.ts'
import { hashOf } from '../workloads/hashOf.ts'
import { isAvailable, isReady } from '../workloads/podState.ts'
import { withoutZeros, writeStatus } from '../workloads/writeStatus.ts'
import type { StatefulSet } from './StatefulSet.ts'

const resource = 'statefulsets.apps'
const hashLabel = 'controller-revision-hash'

/** Keeps the pods of stateful sets: each with a name and volumes of its own, one after the other. */
export function startStatefulSetController(context: ControllerContext): Disposable {
  const { api, clock } = context
  const events = createEventRecorder(context, { component: 'statefulset-controller' })

  async function reconcile(key: string): Promise<void> {
    const set = api.get(resource, refOf(key)) as StatefulSet | undefined
    if (set === undefined) return
    const update = await ensureRevision(set)
    const current = set.status?.currentRevision ?? update
    if (set.metadata.deletionTimestamp === undefined) await step(set, { update, current })
    await report(set, { update, current })
  }

  interface Revisions {
    readonly update: string
    readonly current: string
  }

  /** Does the one thing that comes next; with Parallel, all that can be done. */
  async function step(set: StatefulSet, revisions: Revisions): Promise<void> {
    const pods = await podsOf(set)
    const { replicas = 1, podManagementPolicy, updateStrategy, ordinals } = set.spec
    const isParallel = podManagementPolicy === 'Parallel'
    const first = ordinals?.start ?? 0
    for (let ordinal = first; ordinal < first + replicas; ordinal++) {
      const pod = pods.get(ordinal)
      if (pod === undefined) await create(set, ordinal, revisions)
      else if (hasEnded(pod)) await remove(set, pod)
      else if (isRunning(pod)) continue
      if (!isParallel) return
    }
    const surplus = [...pods]
      .filter(([ordinal]) => ordinal < first || ordinal >= first + replicas)
      .sort(([a], [b]) => b - a)
    for (const [, pod] of surplus) {
      if (pod.metadata.deletionTimestamp === undefined) await remove(set, pod)
      if (!isParallel) return
    }
    if (updateStrategy?.type === 'OnDelete') return
    const partition = updateStrategy?.rollingUpdate?.partition ?? 0
    for (let ordinal = first + replicas - 1; ordinal >= Math.max(partition, first); ordinal--) {
      const pod = pods.get(ordinal)
      if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return
      if (pod.metadata.labels?.[hashLabel] !== revisions.update) return await remove(set, pod)
      if (!isRunning(pod)) return
    }
  }

  async function podsOf(set: StatefulSet): Promise<Map<number, Pod>> {
    const pods = await claim<Pod>(api, 'pods', set)
    const prefix = `${set.metadata.name}-`
    const numbered = pods.filter(({ metadata }) => metadata.name.startsWith(prefix))
    return new Map(numbered.map((pod) => [Number(pod.metadata.name.slice(prefix.length)), pod]))
  }

  async function create(set: StatefulSet, ordinal: number, { update, current }: Revisions): Promise<void> {
    const { metadata, spec } = set
    const name = `${metadata.name}-${ordinal}`
    const partition = spec.updateStrategy?.rollingUpdate?.partition ?? 0
    const revision = ordinal < partition ? current : update
    const template = templateOf(set, revision)
    const labels = {
      ...template.metadata?.labels,
      'apps.kubernetes.io/pod-index': String(ordinal),
      [hashLabel]: revision,
      'statefulset.kubernetes.io/pod-name': name,
    }
    const claims = spec.volumeClaimTemplates ?? []
    await ensureClaims(set, name)
    const own = claims.map((claim) => ({
      name: claim.metadata.name,
      persistentVolumeClaim: { claimName: `${claim.metadata.name}-${name}` },
    }))
    const others = (template.spec.volumes ?? []).filter((volume) => !own.some((claim) => claim.name === volume.name))
    const volumes = [...own, ...others]
    try {
      await api.create('pods', {
        ...{ apiVersion: 'v1', kind: 'Pod' },
        metadata: {
          ...{ name, namespace: metadata.namespace ?? '', generateName: `${metadata.name}-`, labels },
          ...(template.metadata?.annotations && { annotations: template.metadata.annotations }),
          ownerReferences: [controllerReference(set)],
        },
        spec: {
          ...template.spec,
          ...{ hostname: name, ...(spec.serviceName && { subdomain: spec.serviceName }) },
          ...(volumes.length > 0 && { volumes }),
        },
      })
    } catch (error) {
      if (!(error instanceof StatusError)) throw error
      const message = `create Pod ${name} in StatefulSet ${metadata.name} failed error: ${error.message}`
      events.record(set, { type: 'Warning', reason: 'FailedCreate', message })
      throw error
    }
    tell(set, 'SuccessfulCreate', `create Pod ${name} in StatefulSet ${metadata.name} successful`)
  }

  async function ensureClaims({ metadata, spec }: StatefulSet, pod: string): Promise<void> {
    for (const template of spec.volumeClaimTemplates ?? []) {
      const ref = { namespace: metadata.namespace ?? '', name: `${template.metadata.name}-${pod}` }
      if (api.get('persistentvolumeclaims', ref) !== undefined) continue
      const labels = spec.selector?.matchLabels
      await api.create('persistentvolumeclaims', {
        ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: template['spec'] },
        metadata: { ...ref, ...(labels && { labels: { ...labels } }) },
      })
    }
  }

  async function remove(set: StatefulSet, { metadata }: Pod): Promise<void> {
    if (metadata.deletionTimestamp !== undefined) return
    await api.delete('pods', metadata, { uid: metadata.uid })
    tell(set, 'SuccessfulDelete', `delete Pod ${metadata.name} in StatefulSet ${set.metadata.name} successful`)
  }

  const tell = (set: StatefulSet, reason: string, message: string) =>
    events.record(set, { type: 'Normal', reason, message })

  async function ensureRevision(set: StatefulSet): Promise<string> {
    const { metadata, spec } = set
    const name = `${metadata.name}-${hashOf(spec.template)}`
    const ref = { namespace: metadata.namespace ?? '', name }
    const all = api
      .list('controllerrevisions.apps', { namespace: ref.namespace })
      .filter((one) => one.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) === true)
    const newest = Math.max(0, ...all.map((one) => Number(one['revision'])))
    if (all.some((one) => one.metadata.name === name)) return name
    await api.create('controllerrevisions.apps', {
      ...{ apiVersion: 'apps/v1', kind: 'ControllerRevision' },
      metadata: { ...ref, ownerReferences: [controllerReference(set)] },
      data: { spec: { template: { ...spec.template, $patch: 'replace' } } },
      revision: newest + 1,
    })
    return name
  }

  /** As it was in a revision, for pods that are not to be updated. */
  function templateOf({ metadata, spec }: StatefulSet, revision: string): PodTemplate {
    const stored = api.get('controllerrevisions.apps', { namespace: metadata.namespace, name: revision })
    const data = stored?.['data'] as { spec?: { template?: PodTemplate & { $patch?: string } } } | undefined
    if (data?.spec?.template === undefined) return spec.template
    const { $patch: _, ...template } = data.spec.template
    return template
  }

  async function report(set: StatefulSet, { update, current }: Revisions): Promise<void> {
    const { metadata, spec, status } = set
    const pods = [...(await podsOf(set)).values()].filter((pod) => !hasEnded(pod))
    const living = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined)
    const of = (revision: string) => living.filter((pod) => pod.metadata.labels?.[hashLabel] === revision).length
    const isRolledOut = of(update) === (spec.replicas ?? 1) && living.every(isRunning) && pods.length === living.length
    const currentRevision = isRolledOut ? update : current
    await writeStatus(api, resource, {
      object: set,
      status: {
        availableReplicas: pods.filter((pod) => isAvailable(pod, spec.minReadySeconds ?? 0, clock.now())).length,
        collisionCount: status?.collisionCount ?? 0,
        currentRevision,
        ...(metadata.generation !== undefined && { observedGeneration: metadata.generation }),
        replicas: pods.length,
        updateRevision: update,
        ...withoutZeros({
          currentReplicas: of(currentRevision),
          readyReplicas: pods.filter(isReady).length,
          updatedReplicas: of(update),
        }),
      },
    })
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(api.watch(resource, ({ type, object }) => type !== 'DELETED' && reconciler.enqueue(keyOf(object.metadata))))
  stack.use(
    api.watch('pods', ({ object }) => {
      const key = controllerKey(object, 'StatefulSet')
      if (key !== undefined) reconciler.enqueue(key)
    }),
  )
  return stack
}

function isRunning(pod: Pod): boolean {
  return isReady(pod) && pod.metadata.deletionTimestamp === undefined
}
