import type { ContainerRun, ContainerSlot } from '../containers/ContainerRun.ts'
import type { Pod } from '../Pod.ts'
import { startProbes } from '../probes/startProbes.ts'
import type { KubeletContext } from './KubeletContext.ts'
import { noteFor } from './noteFor.ts'
import { runHook } from './runHook.ts'

interface Probed {
  readonly pod: Pod
  readonly slot: ContainerSlot
  readonly ip: string
  readonly onChange: () => void
}

/** Starts the probes of a container, with the Events and the ends that come of them, and its hook for the start. */
export function startPodProbes(
  context: KubeletContext,
  run: ContainerRun,
  { pod, slot, ip, onChange }: Probed,
): Disposable {
  const { clock, events } = context
  const note = (type: 'Normal' | 'Warning', reason: string, message: string) =>
    events.record(pod, { ...noteFor(slot), type, reason, message })
  const grace = pod.spec.terminationGracePeriodSeconds ?? 30
  void runHook(context, run, run.container.lifecycle?.postStart).then((isDone) => {
    if (isDone) return
    note('Warning', 'FailedPostStartHook', 'PostStartHook failed')
    note('Normal', 'Killing', 'FailedPostStartHook')
    return run.stop(grace * 1000)
  })
  return startProbes(run, {
    ...{ clock, ip, onChange },
    onFailure(kind, output) {
      const text = output.startsWith('errored and') ? output : `failed: ${output}`
      note('Warning', 'Unhealthy', `${kind} probe ${text}`)
    },
    onUnhealthy(kind, { terminationGracePeriodSeconds = grace }) {
      note('Normal', 'Killing', `Container ${slot.name} failed ${kind.toLowerCase()} probe, will be restarted`)
      void run.stop(terminationGracePeriodSeconds * 1000)
    },
  })
}
