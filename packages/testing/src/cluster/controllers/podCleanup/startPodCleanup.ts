import type { ControllerContext } from '../../api/Controller.ts'
import { hasEnded, type Pod } from '../../nodes/Pod.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'

/** How long a node may be missing before its pods are given up, in milliseconds. */
const quarantineMs = 60_000

/** Takes away pods whose node is not there: nobody else would end them. */
export function startPodCleanup({ api, clock }: ControllerContext): Disposable {
  /** Since when the node of a pod is missed, by the pod's key. */
  const missedSince = new Map<string, number>()

  async function reconcile(key: string): Promise<void> {
    const pod = api.get('pods', refOf(key)) as Pod | undefined
    if (pod === undefined || !isLost(pod)) return void missedSince.delete(key)
    const since = missedSince.get(key) ?? clock.now()
    missedSince.set(key, since)
    const left = since + quarantineMs - clock.now()
    if (left > 0) return reconciler.enqueue(key, left)
    missedSince.delete(key)
    const { uid } = pod.metadata
    if (!hasEnded(pod)) {
      const patch = { metadata: { uid }, status: { phase: 'Failed' } }
      await api.patch('pods', pod.metadata, patch, { subresource: 'status' })
    }
    await api.delete('pods', pod.metadata, { uid, gracePeriodSeconds: 0 })
  }

  function isLost({ spec }: Pod): boolean {
    return Boolean(spec.nodeName) && api.get('nodes', { name: spec.nodeName ?? '' }) === undefined
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(
    api.watch('pods', ({ type, object }) => {
      if (type === 'DELETED') missedSince.delete(keyOf(object.metadata))
      else if (isLost(object as Pod)) reconciler.enqueue(keyOf(object.metadata))
    }),
  )
  stack.use(
    api.watch('nodes', ({ type, object }) => {
      if (type !== 'DELETED') return
      for (const pod of api.list('pods') as Pod[]) {
        if (pod.spec.nodeName === object.metadata.name) reconciler.enqueue(keyOf(pod.metadata))
      }
    }),
  )
  return stack
}
