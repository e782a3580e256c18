import type { ControllerContext } from '../../api/Controller.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'

/** As kube-apiserver's `--event-ttl`, in milliseconds. */
const lifetime = 3600_000

/** Forgets Events an hour after they were last written. */
export function startEventExpiry({ api, clock }: ControllerContext): Disposable {
  /** In the order in which they go: what is written again moves to the end. */
  const written = new Map<string, number>()

  async function reconcile(): Promise<void> {
    for (const [key, at] of written) {
      const left = at + lifetime - clock.now()
      if (left > 0) return reconciler.enqueue('oldest', left)
      written.delete(key)
      if (api.get('events', refOf(key)) !== undefined) await api.delete('events', refOf(key))
    }
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(
    api.watch('events', ({ type, object }) => {
      const key = keyOf(object.metadata)
      written.delete(key)
      if (type === 'DELETED') return
      written.set(key, clock.now())
      if (written.size === 1) reconciler.enqueue('oldest', lifetime)
    }),
  )
  return stack
}
