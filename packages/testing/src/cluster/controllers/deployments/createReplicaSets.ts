import type { ControllerContext } from '../../api/Controller.ts'
import { jsonEqual } from '../../objects/jsonEqual.ts'
import type { EventRecorder } from '../events/createEventRecorder.ts'
import { toTimestamp } from '../timestamps.ts'
import { controllerReference } from '../workloads/controllerOf.ts'
import { hashOf } from '../workloads/hashOf.ts'
import type { Deployment, ReplicaSet } from '../workloads/Workload.ts'
import { setCondition } from './deploymentStatus.ts'
import { newReplicas, rolloutLimits, type Scaling } from './planRollout.ts'

const hashLabel = 'pod-template-hash'
const revisionAnnotation = 'deployment.kubernetes.io/revision'
const ownAnnotations = new Set([
  ...['kubectl.kubernetes.io/last-applied-configuration', revisionAnnotation],
  ...['deployment.kubernetes.io/desired-replicas', 'deployment.kubernetes.io/max-replicas'],
])

/** The replica sets of deployments: one per template. */
export function createReplicaSets({ api, clock }: ControllerContext, events: EventRecorder) {
  /** The one with the template that a deployment has now. */
  function find({ spec }: Deployment, all: readonly ReplicaSet[]): ReplicaSet | undefined {
    return all.find((replicaSet) => jsonEqual(templateOf(replicaSet), spec.template))
  }

  async function ensure(deployment: Deployment, all: readonly ReplicaSet[]): Promise<ReplicaSet | undefined> {
    const existing = find(deployment, all)
    const others = all.filter((replicaSet) => replicaSet !== existing)
    const newest = String(Math.max(0, ...others.map(revisionOf)) + 1)
    const revision =
      existing === undefined || revisionOf(existing) < Number(newest) ? newest : String(revisionOf(existing))
    if (existing !== undefined && String(revisionOf(existing)) !== revision) {
      await api.patch('replicasets.apps', existing.metadata, {
        metadata: { annotations: { [revisionAnnotation]: revision } },
      })
    }
    await setRevision(deployment, revision)
    if (existing !== undefined) {
      const progressing = deployment.status?.conditions?.some(({ type }) => type === 'Progressing')
      if (progressing !== true)
        await note(deployment, 'FoundNewReplicaSet', `Found new replica set "${existing.metadata.name}"`)
      return existing
    }
    return await create(deployment, all, revision)
  }

  async function create(
    deployment: Deployment,
    all: readonly ReplicaSet[],
    revision: string,
  ): Promise<ReplicaSet | undefined> {
    const { metadata, spec, status } = deployment
    const hash = hashOf(spec.template, status?.collisionCount)
    const name = `${metadata.name}-${hash}`
    const taken = api.get('replicasets.apps', { namespace: metadata.namespace, name })
    if (taken !== undefined) {
      const collisionCount = (status?.collisionCount ?? 0) + 1
      await api.patch('deployments.apps', metadata, { status: { collisionCount } }, { subresource: 'status' })
      return undefined
    }
    const labels = { ...spec.template.metadata?.labels, [hashLabel]: hash }
    const total = all.reduce((sum, one) => sum + (one.spec.replicas ?? 1), 0)
    // To recreate, it waits until the others are gone.
    const isWaiting = spec.strategy?.type === 'Recreate' && all.length > 0
    const replicas = isWaiting ? 0 : newReplicas(deployment, 0, total)
    const created = (await api.create('replicasets.apps', {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name,
        ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
        labels,
        annotations: { ...inherited(deployment), ...sizes(deployment), [revisionAnnotation]: revision },
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas,
        ...(spec.minReadySeconds !== undefined && { minReadySeconds: spec.minReadySeconds }),
        selector: { ...spec.selector, matchLabels: { ...spec.selector?.matchLabels, [hashLabel]: hash } },
        template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      },
    })) as ReplicaSet
    await note(deployment, 'NewReplicaSetCreated', `Created new replica set "${name}"`)
    if (replicas > 0) tellScaled(deployment, { replicaSet: created, replicas }, 0)
    return created
  }

  async function scale(deployment: Deployment, scaling: Scaling): Promise<void> {
    const { replicaSet, replicas } = scaling
    const before = replicaSet.spec.replicas ?? 1
    if (before === replicas) return
    const annotations = sizes(deployment)
    await api.patch('replicasets.apps', replicaSet.metadata, { metadata: { annotations }, spec: { replicas } })
    tellScaled(deployment, scaling, before)
  }

  function tellScaled(deployment: Deployment, { replicaSet, replicas }: Scaling, before: number): void {
    const direction = replicas > before ? 'up' : 'down'
    const message = `Scaled ${direction} replica set ${replicaSet.metadata.name} from ${before} to ${replicas}`
    events.record(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message })
  }

  async function setRevision({ metadata }: Deployment, revision: string): Promise<void> {
    if (metadata.annotations?.[revisionAnnotation] === revision) return
    await api.patch('deployments.apps', metadata, { metadata: { annotations: { [revisionAnnotation]: revision } } })
  }

  async function note({ metadata }: Deployment, reason: string, message: string): Promise<void> {
    const deployment = api.get('deployments.apps', metadata) as Deployment | undefined
    if (deployment?.spec.progressDeadlineSeconds === undefined) return
    const condition = { type: 'Progressing', status: 'True', reason, message }
    const conditions = setCondition(deployment.status?.conditions ?? [], condition, toTimestamp(clock.now()))
    await api.patch('deployments.apps', metadata, { status: { conditions } }, { subresource: 'status' })
  }

  return { find, ensure, scale }
}

function templateOf({ spec }: ReplicaSet): unknown {
  const { metadata = {}, ...template } = spec.template
  const { [hashLabel]: _, ...labels } = metadata.labels ?? {}
  return { ...template, metadata: { ...metadata, labels } }
}

function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations?.[revisionAnnotation] ?? 0)
}

function sizes(deployment: Deployment): Record<string, string> {
  const { replicas = 1 } = deployment.spec
  return {
    'deployment.kubernetes.io/desired-replicas': String(replicas),
    'deployment.kubernetes.io/max-replicas': String(replicas + rolloutLimits(deployment).maxSurge),
  }
}

function inherited({ metadata }: Deployment): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata.annotations ?? {}).filter(([name]) => !ownAnnotations.has(name)))
}
