import type { ControllerContext } from '../../api/Controller.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { createEventRecorder } from '../events/createEventRecorder.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'
import { toTimestamp } from '../timestamps.ts'
import { claim } from '../workloads/claim.ts'
import { controllerKey } from '../workloads/controllerOf.ts'
import type { Deployment, ReplicaSet } from '../workloads/Workload.ts'
import { writeStatus } from '../workloads/writeStatus.ts'
import { createReplicaSets } from './createReplicaSets.ts'
import { deploymentStatus, progressDeadline } from './deploymentStatus.ts'
import { planRecreate, planRollingUpdate, type Scaling } from './planRollout.ts'
import { surplusHistory } from './surplusHistory.ts'

const resource = 'deployments.apps'

/** Rolls deployments out through replica sets. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
export function startDeploymentController(context: ControllerContext): Disposable {
  const { api, clock } = context
  const events = createEventRecorder(context, { component: 'deployment-controller' })
  const replicaSets = createReplicaSets(context, events)

  async function reconcile(key: string): Promise<void> {
    const deployment = api.get(resource, refOf(key)) as Deployment | undefined
    if (deployment === undefined) return
    const isLeaving = deployment.metadata.deletionTimestamp !== undefined
    if (!isLeaving) {
      const all = await claim<ReplicaSet>(api, 'replicasets.apps', deployment)
      const current =
        deployment.spec.paused === true ? replicaSets.find(deployment, all) : await replicaSets.ensure(deployment, all)
      await rollOut(deployment, current)
    }
    await report(key, deployment)
  }

  async function rollOut(deployment: Deployment, current: ReplicaSet | undefined): Promise<void> {
    const all = await claim<ReplicaSet>(api, 'replicasets.apps', deployment)
    const fresh = all.find(({ metadata }) => metadata.uid === current?.metadata.uid)
    const old = all.filter((replicaSet) => replicaSet !== fresh).sort(byAge)
    for (const scaling of plan(deployment, { fresh, old })) await replicaSets.scale(deployment, scaling)
    for (const { metadata } of surplusHistory(deployment, { fresh, old })) {
      await api.delete('replicasets.apps', metadata, { uid: metadata.uid })
    }
  }

  function plan(
    deployment: Deployment,
    { fresh, old }: { fresh: ReplicaSet | undefined; old: ReplicaSet[] },
  ): Scaling[] {
    if (deployment.spec.paused === true) {
      // Nothing is rolled out meanwhile; what runs is still scaled.
      const [active] = [fresh, ...old.toReversed()].filter((one) => one !== undefined && (one.spec.replicas ?? 0) > 0)
      return active === undefined ? [] : [{ replicaSet: active, replicas: deployment.spec.replicas ?? 1 }]
    }
    if (fresh === undefined) return []
    if (deployment.spec.strategy?.type !== 'Recreate') return planRollingUpdate(deployment, fresh, old)
    const isRunning = ({ metadata }: ReplicaSet) =>
      (api.list('pods', { namespace: metadata.namespace }) as Pod[]).some(
        (pod) =>
          pod.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) === true &&
          !['Succeeded', 'Failed'].includes(pod.status?.phase ?? ''),
      )
    return planRecreate(deployment, fresh, { old, isRunning })
  }

  async function report(key: string, { metadata }: Deployment): Promise<void> {
    const deployment = api.get(resource, metadata) as Deployment | undefined
    if (deployment === undefined) return
    const all = await claim<ReplicaSet>(api, 'replicasets.apps', deployment)
    const now = clock.now()
    const current = replicaSets.find(deployment, all)
    const status = deploymentStatus(deployment, { all, current }, { now, time: toTimestamp(now) })
    await writeStatus(api, resource, { object: deployment, status })
    const deadline = progressDeadline(deployment, status)
    if (deadline !== undefined) reconciler.enqueue(key, Math.max(deadline - now, 0) + 1000)
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(api.watch(resource, ({ type, object }) => type !== 'DELETED' && reconciler.enqueue(keyOf(object.metadata))))
  stack.use(
    api.watch('replicasets.apps', ({ object }) => {
      const key = controllerKey(object, 'Deployment')
      if (key !== undefined) reconciler.enqueue(key)
    }),
  )
  // To recreate, the last pod of the old has to be gone.
  stack.use(
    api.watch('pods', ({ type, object }) => {
      if (type !== 'DELETED') return
      const name = controllerKey(object, 'ReplicaSet')
      const replicaSet = name === undefined ? undefined : api.get('replicasets.apps', refOf(name))
      const key = replicaSet && controllerKey(replicaSet, 'Deployment')
      if (key !== undefined) reconciler.enqueue(key)
    }),
  )
  return stack
}

function byAge(a: ReplicaSet, b: ReplicaSet): number {
  return Date.parse(a.metadata.creationTimestamp) - Date.parse(b.metadata.creationTimestamp)
}
