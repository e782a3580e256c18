import type { ContainerSlot } from '../containers/ContainerRun.ts'
import { startContainer } from '../containers/startContainer.ts'
import { containerEnvironment } from '../environment/containerEnvironment.ts'
import { MissingSourceError } from '../environment/readSource.ts'
import type { Pod } from '../Pod.ts'
import type { Volume } from '../../machine/createVolume.ts'
import { mountsOf } from '../volumes/mountsOf.ts'
import { crashBackOff, delays, type KubeletContext } from './KubeletContext.ts'
import { noteFor } from './noteFor.ts'
import { pullImage } from './pullImage.ts'
import { WaitingError } from './WaitingError.ts'

export interface LaunchOptions {
  readonly pod: Pod
  readonly podIP: string
  readonly volumes: ReadonlyMap<string, Volume>
  readonly signal: AbortSignal
  readonly onEnd: () => void
}

/**
 * Starts the next run of a container: pulls, creates, starts, and says so in Events.
 *
 * @throws WaitingError when it can not run now
 */
export async function launchContainer(
  context: KubeletContext,
  slot: ContainerSlot,
  options: LaunchOptions,
): Promise<void> {
  const { api, clock, events, nodeName, hostIP } = context
  const { pod, podIP, volumes, signal } = options
  const { container } = slot
  const note = (type: 'Normal' | 'Warning', reason: string, message: string) =>
    events.record(pod, { ...noteFor(slot), type, reason, message })
  holdBackCrashing(context, slot, pod)

  const pulled = await pullImage(context, { pod, slot }, signal).catch((error: unknown) => {
    if (error instanceof WaitingError) note('Warning', 'Failed', `Error: ${error.reason}`)
    throw error
  })
  let env: Record<string, string>
  try {
    env = containerEnvironment(api, { pod, container }, { nodeName, hostIP, podIP })
  } catch (error) {
    if (!(error instanceof MissingSourceError)) throw error
    note('Warning', 'Failed', `Error: ${error.message}`)
    throw new WaitingError('CreateContainerConfigError', error.message, { retryMs: crashBackOff.first })
  }
  await clock.sleep(delays.create, { signal })
  note('Normal', 'Created', `Created container: ${slot.name}`)
  await clock.sleep(delays.start, { signal })

  const run = startContainer({
    ...{ clock, container, pulled, env, onEnd: options.onEnd, ip: podIP },
    hostname: pod.spec.hostname ?? pod.metadata.name,
    mounted: mountsOf(container, volumes),
  })
  if (slot.current !== undefined) {
    slot.previous = slot.current
    slot.restarts += 1
  }
  slot.current = run
  if (run.ended === undefined) {
    slot.waiting = undefined
    note('Normal', 'Started', `Started container ${slot.name}`)
    return
  }
  const { message = '' } = run.ended
  note('Warning', 'Failed', `Error: ${message}`)
  throw new WaitingError('RunContainerError', message, { retryMs: delays.relist })
}

/** A container that ends again and again is started later each time. */
function holdBackCrashing({ clock, events }: KubeletContext, slot: ContainerSlot, pod: Pod): void {
  const endedAt = slot.current?.ended?.finishedAt
  if (typeof endedAt !== 'string') return
  const now = clock.now()
  const { first, longest } = crashBackOff
  const { backOff } = slot
  const isForgotten = backOff === undefined || now - backOff.since > 2 * longest
  const left = isForgotten ? 0 : Date.parse(endedAt) + backOff.ms - now
  if (left <= 0) {
    slot.backOff = { ms: isForgotten ? first : Math.min(backOff.ms * 2, longest), since: now }
    return
  }
  const { name, namespace, uid } = pod.metadata
  const where = `${name}_${namespace}(${uid})`
  const note = { type: 'Warning', reason: 'BackOff' } as const
  const text = `Back-off restarting failed container ${slot.name} in pod ${where}`
  events.record(pod, { ...noteFor(slot), ...note, message: text })
  const message = `back-off ${formatSeconds((backOff?.ms ?? 0) / 1000)} restarting failed container=${slot.name} pod=${where}`
  throw new WaitingError('CrashLoopBackOff', message, { retryMs: left })
}

/** As Go prints a duration: `40s`, `2m40s`. */
function formatSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
}
