import type { ControllerContext } from '../../api/Controller.ts'
import type { Node } from '../../nodes/Node.ts'
import { hasEnded, type Pod } from '../../nodes/Pod.ts'
import { add, type Amounts, podResources } from '../../nodes/podResources.ts'
import { StatusError } from '../../objects/StatusError.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'
import { toTimestamp } from '../timestamps.ts'
import { withCondition } from '../withCondition.ts'
import { createSchedulerEvents } from './createSchedulerEvents.ts'
import { reasonsAgainst } from './reasonsAgainst.ts'
import { unschedulableMessage } from './unschedulableMessage.ts'

const schedulerName = 'default-scheduler'

/** Gives pods a node that has room for them. Those that fit nowhere are looked at again when something changes. */
export function startScheduler(context: ControllerContext): Disposable {
  const { api, clock } = context
  const events = createSchedulerEvents(context)
  /** The pods on each node, and those that wait for one. */
  const placed = new Map<string, Map<string, Pod>>()
  const waiting = new Set<string>()

  async function reconcile(key: string): Promise<void> {
    const ref = refOf(key)
    const pod = api.get('pods', ref) as Pod | undefined
    if (pod === undefined || !needsNode(pod)) return
    if ((pod.spec.schedulingGates ?? []).length > 0) return
    const nodes = api.list('nodes') as Node[]
    const judged = nodes.map((node) => ({ node, reasons: reasonsAgainst(pod, node, usedOn(node.metadata.name)) }))
    const fitting = judged.filter(({ reasons }) => reasons.length === 0).map(({ node }) => node)
    const best = fitting.sort((a, b) => podsOn(a.metadata.name).size - podsOn(b.metadata.name).size)[0]
    if (best === undefined) {
      waiting.add(key)
      return refuse(pod, unschedulableMessage(judged))
    }
    waiting.delete(key)
    const { name } = best.metadata
    await api.patch(
      'pods',
      ref,
      { metadata: { uid: pod.metadata.uid }, spec: { nodeName: name } },
      { subresource: 'binding' },
    )
    await setScheduled(pod, { status: 'True' })
    events.record(pod, {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${key} to ${name}`,
      action: 'Binding',
    })
  }

  async function refuse(pod: Pod, message: string): Promise<void> {
    const isChanged = await setScheduled(pod, { status: 'False', reason: 'Unschedulable', message })
    if (isChanged) events.record(pod, { type: 'Warning', reason: 'FailedScheduling', message, action: 'Scheduling' })
  }

  async function setScheduled(pod: Pod, condition: { status: 'True' | 'False'; reason?: string; message?: string }) {
    const current = api.get('pods', pod.metadata) as Pod | undefined
    if (current === undefined) return false
    const before = current.status?.conditions ?? []
    const { generation } = current.metadata
    const isRefused = condition.status === 'False' && generation !== undefined
    const next = { type: 'PodScheduled', ...(isRefused && { observedGeneration: generation }), ...condition }
    const conditions = withCondition(before, next, toTimestamp(clock.now()))
    if (conditions === before) return false
    await api.patch('pods', pod.metadata, { status: { conditions } }, { subresource: 'status' }).catch(ignoreGone)
    return true
  }

  const podsOn = (node: string) => placed.get(node) ?? new Map<string, Pod>()

  function usedOn(node: string): Amounts {
    const pods = podsOn(node)
    const used: Amounts = new Map([['pods', pods.size]])
    for (const pod of pods.values()) add(used, podResources(pod))
    return used
  }

  function retryWaiting(): void {
    for (const key of waiting) reconciler.enqueue(key)
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(
    api.watch('pods', ({ type, object }) => {
      const pod = object as Pod
      const { nodeName } = pod.spec
      const key = keyOf(pod.metadata)
      if (nodeName !== undefined) {
        const pods = podsOn(nodeName)
        placed.set(nodeName, pods)
        if (type !== 'DELETED' && !hasEnded(pod)) pods.set(pod.metadata.uid, pod)
        else if (pods.delete(pod.metadata.uid)) retryWaiting()
      } else if (type === 'DELETED') waiting.delete(key)
      else if (!waiting.has(key) && needsNode(pod)) reconciler.enqueue(key)
    }),
  )
  stack.use(api.watch('nodes', retryWaiting))
  return stack
}

function needsNode({ metadata, spec }: Pod): boolean {
  const isOurs = (spec.schedulerName ?? schedulerName) === schedulerName
  return isOurs && !spec.nodeName && metadata.deletionTimestamp === undefined
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof StatusError && error.status.code === 404)) throw error
}
