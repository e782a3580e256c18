import type { ControllerContext } from '../../api/Controller.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { StatusError } from '../../objects/StatusError.ts'
import { createEventRecorder } from '../events/createEventRecorder.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'
import { toTimestamp } from '../timestamps.ts'
import { claim } from '../workloads/claim.ts'
import { controllerKey, controllerOf } from '../workloads/controllerOf.ts'
import { createPodControl } from '../workloads/createPodControl.ts'
import { isNamespaceTerminating } from '../workloads/isNamespaceTerminating.ts'
import { byWorth, isActive, readySince } from '../workloads/podState.ts'
import type { ReplicaSet } from '../workloads/Workload.ts'
import { writeStatus } from '../workloads/writeStatus.ts'
import { replicaSetStatus } from './replicaSetStatus.ts'

const resource = 'replicasets.apps'

/** Keeps as many pods as replica sets ask for. */
export function startReplicaSetController(context: ControllerContext): Disposable {
  const { api, clock } = context
  const events = createEventRecorder(context, { component: 'replicaset-controller' })
  const podControl = createPodControl(api, events)

  async function reconcile(key: string): Promise<void> {
    const replicaSet = api.get(resource, refOf(key)) as ReplicaSet | undefined
    if (replicaSet === undefined) return
    const before = (await claim<Pod>(api, 'pods', replicaSet)).filter(isActive)
    const failure = replicaSet.metadata.deletionTimestamp === undefined ? await scale(replicaSet, before) : undefined

    const pods = (await claim<Pod>(api, 'pods', replicaSet)).filter(isActive)
    const now = clock.now()
    const status = replicaSetStatus(replicaSet, pods, { now, failure: failure?.message, time: toTimestamp(now) })
    await writeStatus(api, resource, { object: replicaSet, status })
    lookAgain(key, pods, replicaSet.spec.minReadySeconds ?? 0)
    if (failure !== undefined) throw failure
  }

  /** Makes the number of pods right; what went wrong in that. */
  async function scale(replicaSet: ReplicaSet, pods: readonly Pod[]): Promise<StatusError | undefined> {
    const missing = (replicaSet.spec.replicas ?? 1) - pods.length
    const surplus = missing < 0 ? pods.toSorted(byWorth).slice(0, -missing) : []
    try {
      for (let count = 0; count < missing; count++) await podControl.create(replicaSet, replicaSet.spec.template)
      for (const pod of surplus) await podControl.delete(replicaSet, pod)
    } catch (error) {
      if (isNamespaceTerminating(error)) return undefined
      if (error instanceof StatusError) return error
      throw error
    }
    return undefined
  }

  /** A pod becomes available by waiting. */
  function lookAgain(key: string, pods: readonly Pod[], minReadySeconds: number): void {
    if (minReadySeconds === 0) return
    const due = pods
      .flatMap((pod) => readySince(pod) ?? [])
      .map((since) => since + minReadySeconds * 1000 - clock.now())
    const next = Math.min(...due.filter((ms) => ms > 0))
    if (next < Infinity) reconciler.enqueue(key, next)
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(api.watch(resource, ({ type, object }) => type !== 'DELETED' && reconciler.enqueue(keyOf(object.metadata))))
  stack.use(
    api.watch('pods', ({ object }) => {
      const key = controllerKey(object, 'ReplicaSet')
      if (key !== undefined) reconciler.enqueue(key)
      else if (controllerOf(object) === undefined && object.metadata.labels !== undefined) {
        for (const { metadata } of api.list(resource, { namespace: object.metadata.namespace })) {
          reconciler.enqueue(keyOf(metadata))
        }
      }
    }),
  )
  return stack
}
