import type { ControllerContext } from '../../api/Controller.ts'
import type { Node } from '../../nodes/Node.ts'
import type { Pod, PodSpec, PodTemplate, Toleration } from '../../nodes/Pod.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { LabelSelector } from '../../objects/labelSelector.ts'
import { createEventRecorder } from '../events/createEventRecorder.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'
import { reasonsAgainst } from '../scheduler/reasonsAgainst.ts'
import { claim } from '../workloads/claim.ts'
import { controllerKey } from '../workloads/controllerOf.ts'
import { createPodControl } from '../workloads/createPodControl.ts'
import { hashOf } from '../workloads/hashOf.ts'
import { isActive, isAvailable, isReady } from '../workloads/podState.ts'
import { withoutZeros, writeStatus } from '../workloads/writeStatus.ts'

const resource = 'daemonsets.apps'
const hashLabel = 'controller-revision-hash'

interface DaemonSet extends KubernetesObject {
  spec: {
    selector?: LabelSelector
    minReadySeconds?: number
    template: PodTemplate
    updateStrategy?: { type?: string }
  }
}

/** Keeps one pod of each daemon set on every node that it may run on. */
export function startDaemonSetController(context: ControllerContext): Disposable {
  const { api, clock } = context
  const podControl = createPodControl(api, createEventRecorder(context, { component: 'daemonset-controller' }))

  async function reconcile(key: string): Promise<void> {
    const daemonSet = api.get(resource, refOf(key)) as DaemonSet | undefined
    if (daemonSet === undefined) return
    const nodes = (api.list('nodes') as Node[]).filter((node) => isFor(daemonSet, node))
    const hash = hashOf(daemonSet.spec.template)
    if (daemonSet.metadata.deletionTimestamp === undefined) await place(daemonSet, nodes, hash)
    const pods = (await claim<Pod>(api, 'pods', daemonSet)).filter(isActive)
    const status = statusOf(daemonSet, { nodes, pods, hash })
    await writeStatus(api, resource, { object: daemonSet, status })
  }

  async function place(daemonSet: DaemonSet, nodes: readonly Node[], hash: string): Promise<void> {
    const pods = await claim<Pod>(api, 'pods', daemonSet)
    const names = new Set(nodes.map(({ metadata }) => metadata.name))
    const { template, updateStrategy } = daemonSet.spec
    for (const pod of pods.filter(isActive)) {
      const isOld = pod.metadata.labels?.[hashLabel] !== hash && updateStrategy?.type !== 'OnDelete'
      if (isOld || !names.has(nodeOf(pod) ?? '')) await podControl.delete(daemonSet, pod)
    }
    for (const pod of pods) if (pod.status?.phase === 'Failed') await podControl.delete(daemonSet, pod)
    const current = await claim<Pod>(api, 'pods', daemonSet)
    for (const name of names) {
      // One that is still leaving has to be gone first.
      if (current.some((pod) => nodeOf(pod) === name)) continue
      const labels = { ...template.metadata?.labels, [hashLabel]: hash, 'pod-template-generation': '1' }
      await podControl.create(daemonSet, {
        metadata: { ...template.metadata, labels },
        spec: pinned(template.spec, name),
      })
    }
  }

  function statusOf(
    { metadata, spec }: DaemonSet,
    { nodes, pods, hash }: { nodes: readonly Node[]; pods: readonly Pod[]; hash: string },
  ) {
    const available = pods.filter((pod) => isAvailable(pod, spec.minReadySeconds ?? 0, clock.now())).length
    return {
      currentNumberScheduled: pods.length,
      desiredNumberScheduled: nodes.length,
      numberMisscheduled: 0,
      numberReady: pods.filter(isReady).length,
      ...withoutZeros({
        numberAvailable: available,
        numberUnavailable: nodes.length - available,
        updatedNumberScheduled: pods.filter((pod) => pod.metadata.labels?.[hashLabel] === hash).length,
        observedGeneration: metadata.generation ?? 0,
      }),
    }
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(api.watch(resource, ({ type, object }) => type !== 'DELETED' && reconciler.enqueue(keyOf(object.metadata))))
  stack.use(
    api.watch('pods', ({ object }) => {
      const key = controllerKey(object, 'DaemonSet')
      if (key !== undefined) reconciler.enqueue(key)
    }),
  )
  stack.use(
    api.watch('nodes', ({ type }) => {
      if (type !== 'MODIFIED') for (const { metadata } of api.list(resource)) reconciler.enqueue(keyOf(metadata))
    }),
  )
  return stack
}

/** Such pods stay on nodes that others have to leave. */
const tolerations: readonly Toleration[] = [
  ...['not-ready', 'unreachable'].map((key) => ({
    effect: 'NoExecute',
    key: `node.kubernetes.io/${key}`,
    operator: 'Exists' as const,
  })),
  ...['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((key) => ({
    ...{ effect: 'NoSchedule', key: `node.kubernetes.io/${key}`, operator: 'Exists' as const },
  })),
]

/** The scheduler is told which node each is for. */
function pinned(spec: PodSpec, node: string): PodSpec {
  const matchFields = [{ key: 'metadata.name', operator: 'In' as const, values: [node] }]
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] } }
  return {
    ...spec,
    affinity: { ...spec.affinity, nodeAffinity: required },
    tolerations: [...(spec.tolerations ?? []), ...tolerations],
  }
}

function nodeOf({ spec }: Pod): string | undefined {
  const [term] = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  return spec.nodeName ?? term?.matchFields?.[0]?.values?.[0]
}

function isFor({ spec, metadata }: DaemonSet, node: Node): boolean {
  const pod: Pod = {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata },
    spec: {
      ...spec.template.spec,
      containers: [],
      tolerations: [...(spec.template.spec.tolerations ?? []), ...tolerations],
    },
  }
  return reasonsAgainst(pod, node, new Map()).length === 0
}
