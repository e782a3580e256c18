import type { ContainerRegistry } from '../../containers/ContainerRegistry.ts'
import { hasEnded, type Pod } from '../Pod.ts'
import { createPodWorker, type PodWorker } from './createPodWorker.ts'
import type { KubeletContext } from './KubeletContext.ts'

export interface Kubelet extends Disposable {
  readonly registry: ContainerRegistry
}

/** How long it takes until a change of an object reaches the files made of it, in milliseconds. */
const refreshMs = 60_000

/** Lets the pods of a node live. */
export function startKubelet(context: KubeletContext): Kubelet {
  const workers = new Map<string, PodWorker>()
  const slotOf = (uid: string, name: string) => workers.get(uid)?.slots.find((slot) => slot.name === name)

  const subscription = context.api.watch('pods', ({ type, object }) => {
    const pod = object as Pod
    const { uid } = pod.metadata
    const worker = workers.get(uid)
    if (type === 'DELETED') {
      worker?.remove()
      workers.delete(uid)
    } else if (worker !== undefined) worker.update(pod)
    else if (pod.spec.nodeName === context.nodeName && !hasEnded(pod)) workers.set(uid, createPodWorker(context, pod))
  })

  const stack = new DisposableStack()
  stack.use(subscription)
  for (const kind of ['configmaps', 'secrets'] as const) {
    stack.use(
      context.api.watch(kind, ({ type, object }) => {
        if (type === 'ADDED' || type === 'DELETED') return
        const { name, namespace } = object.metadata
        for (const worker of workers.values()) {
          const { metadata, spec } = worker.pod
          if (metadata.namespace !== namespace) continue
          const isUsed = spec.volumes?.some(({ configMap, secret }) =>
            kind === 'secrets' ? secret?.secretName === name : configMap?.name === name,
          )
          // A timer of a pod that is gone by then does nothing.
          if (isUsed === true) context.clock.setTimer(() => worker.refresh(), refreshMs)
        }
      }),
    )
  }

  return {
    registry: {
      running: (uid, container) => slotOf(uid, container)?.current?.running,
      log(uid, container, { previous = false } = {}) {
        const slot = slotOf(uid, container)
        return (previous ? slot?.previous : slot?.current)?.log
      },
    },
    [Symbol.dispose]() {
      stack.dispose()
      for (const worker of workers.values()) worker.remove()
      workers.clear()
    },
  }
}
