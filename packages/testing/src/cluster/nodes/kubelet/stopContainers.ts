import type { ContainerSlot } from '../containers/ContainerRun.ts'
import type { Pod } from '../Pod.ts'
import type { KubeletContext } from './KubeletContext.ts'
import { noteFor } from './noteFor.ts'
import { runHook } from './runHook.ts'

/** Ends all containers of a pod in the time that it has for that; sidecars after those that may need them. */
export async function stopContainers(
  context: KubeletContext,
  { pod, slots }: { pod: Pod; slots: readonly ContainerSlot[] },
): Promise<void> {
  const { clock, events } = context
  const { deletionGracePeriodSeconds } = pod.metadata
  const seconds = deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30
  const deadline = clock.now() + seconds * 1000

  async function stop(slot: ContainerSlot): Promise<void> {
    const { current } = slot
    if (current?.running === undefined) return
    events.record(pod, {
      ...noteFor(slot),
      ...{ type: 'Normal', reason: 'Killing', message: `Stopping container ${slot.name}` },
    })
    const late = new AbortController()
    const timeUp = clock.sleep(deadline - clock.now(), { signal: late.signal }).catch(() => undefined)
    await Promise.race([runHook(context, current, slot.container.lifecycle?.preStop), timeUp])
    late.abort()
    await current.stop(Math.max(deadline - clock.now(), 0))
  }

  const isSidecar = ({ role, container }: ContainerSlot) => role === 'init' && container.restartPolicy === 'Always'
  await Promise.all(slots.filter((slot) => !isSidecar(slot)).map(stop))
  for (const slot of slots.filter(isSidecar).reverse()) await stop(slot)
}
