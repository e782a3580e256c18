import { jsonEqual } from '../../objects/jsonEqual.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { StatusError } from '../../objects/StatusError.ts'
import type { ContainerSlot } from '../containers/ContainerRun.ts'
import type { Pod } from '../Pod.ts'
import { podPhase } from '../status/podPhase.ts'
import { podStatus } from '../status/podStatus.ts'
import type { Volume } from '../../machine/createVolume.ts'
import { createSlots } from './createSlots.ts'
import { delays, type KubeletContext } from './KubeletContext.ts'
import { launchContainer } from './launchContainer.ts'
import { mountVolumes, refreshVolumes } from './mountVolumes.ts'
import { noteFor } from './noteFor.ts'
import { nextContainers } from './nextContainers.ts'
import { startPodProbes } from './startPodProbes.ts'
import { stopContainers } from './stopContainers.ts'
import { WaitingError } from './WaitingError.ts'

/** Lets one pod live, and reports how it is. */
export interface PodWorker {
  readonly slots: readonly ContainerSlot[]
  /** The pod as it is now. */
  update(pod: Pod): void
  /** An object that it has as files has changed. */
  refresh(): void
  /** The pod is no longer there: nothing of it may be left. */
  remove(): void
  readonly pod: Pod
}

export function createPodWorker(context: KubeletContext, first: Pod): PodWorker {
  const { api, clock, events, hostIP } = context
  const { metadata, spec } = first
  const startedAt = clock.now()
  const slots: ContainerSlot[] = []
  const probes = new DisposableStack()
  const timers = new DisposableStack()
  const starting = new AbortController()
  let pod = first
  let volumes: ReadonlyMap<string, Volume> | undefined
  let podIP: string | undefined
  let hasSandbox = false
  let isOver = false
  let isRemoved = false
  let failure: { reason: string; message: string } | undefined
  let isLooping = false
  let isDirty = false
  let retry: { at: number; timer: Disposable } | undefined

  /** Brings the pod one step further. Steps follow each other; a call during one leads to another. */
  function poke(): void {
    isDirty = true
    if (isLooping) return
    isLooping = true
    queueMicrotask(() => void loop())
  }

  async function loop(): Promise<void> {
    while (isDirty && !isRemoved) {
      isDirty = false
      try {
        await sync()
      } catch (error) {
        if (isRemoved || (starting.signal.aborted && error === starting.signal.reason)) continue
        if (!(error instanceof StatusError)) process.emitWarning(error instanceof Error ? error : String(error))
        pokeAfter(delays.relist)
      }
    }
    isLooping = false
  }

  function pokeAfter(ms: number): void {
    const at = clock.now() + ms
    if (isRemoved || (retry !== undefined && retry.at <= at)) return
    retry?.timer[Symbol.dispose]()
    const timer = clock.setTimer(() => {
      retry = undefined
      poke()
    }, ms)
    retry = { at, timer }
  }

  async function sync(): Promise<void> {
    createSlots(pod, slots)
    restartChanged()
    if (pod.metadata.deletionTimestamp !== undefined || failure !== undefined) return await takeDown()
    if (isOver) return
    publish()
    const outcome = podPhase(spec, slots)
    if (outcome === 'Succeeded' || outcome === 'Failed') return await takeDown()
    if (!hasSandbox) {
      volumes = mountVolumes(context, pod)
      if (volumes === undefined) return pokeAfter(mountRetry())
      await clock.sleep(delays.sandbox, { signal: starting.signal })
      podIP = context.nextAddress()
      hasSandbox = true
    }
    for (const slot of nextContainers(spec, slots)) await launch(slot)
  }

  /** Another image is the only change of a container that a pod takes. */
  function restartChanged(): void {
    for (const slot of slots) {
      const { current, container } = slot
      if (current?.running === undefined || current.container.image === container.image) continue
      const message = `Container ${slot.name} definition changed, will be restarted`
      events.record(pod, { ...noteFor(slot), type: 'Normal', reason: 'Killing', message })
      void current.stop((spec.terminationGracePeriodSeconds ?? 30) * 1000)
    }
  }

  let mountAttempts = 0
  const mountRetry = () => Math.min(500 * 2 ** mountAttempts++, 122_000)

  async function launch(slot: ContainerSlot): Promise<void> {
    try {
      const { signal } = starting
      await launchContainer(context, slot, { pod, podIP: podIP ?? '', volumes: volumes ?? new Map(), signal, onEnd })
      if (slot.current !== undefined) probes.use(startPodProbes(context, slot.current, probing(slot)))
    } catch (error) {
      if (!(error instanceof WaitingError)) throw error
      slot.waiting = { reason: error.reason, message: error.message }
      pokeAfter(error.retryMs)
    }
    if (slot.current?.running === undefined) publish()
    else noticeRunning ??= clock.setTimer(notice, delays.notice)
  }

  let noticeRunning: Disposable | undefined
  function notice(): void {
    noticeRunning = undefined
    publish()
    // A sidecar that runs lets the next ones start.
    if (slots.some(({ role }) => role === 'init')) poke()
  }

  const probing = (slot: ContainerSlot) => ({
    ...{ pod, slot, ip: podIP ?? '' },
    onChange() {
      publish()
      if (slot.role === 'init') poke()
    },
  })

  function onEnd(): void {
    publish()
    pokeAfter(delays.relist)
  }

  // Asked anew after each wait.
  const isStopped = () => isRemoved

  async function takeDown(): Promise<void> {
    starting.abort()
    if (!isOver) {
      publish()
      probes.dispose()
      await stopContainers(context, { pod, slots })
      await clock.sleep(delays.teardown)
      isOver = true
      hasSandbox = false
      publish()
    }
    const { uid, deletionTimestamp } = pod.metadata
    if (deletionTimestamp === undefined || isRemoved) return
    await clock.sleep(delays.teardown)
    if (isStopped()) return
    await api.delete('pods', pod.metadata, { uid, gracePeriodSeconds: 0 }).catch(ignoreGone)
  }

  /** Writes down how the pod is, if that is another way than before. */
  function publish(): void {
    const current = api.get('pods', metadata) as Pod | undefined
    if (isRemoved || current?.metadata.uid !== metadata.uid) return
    pod = current
    const facts = { slots, startedAt, hostIP, podIP, hasSandbox, failure, isOver }
    const status = podStatus(pod, facts, clock.now())
    if (jsonEqual(status, pod.status)) return
    const next: KubernetesObject = { ...pod, status }
    void api.update('pods', next, { subresource: 'status', fieldManager: 'kubelet' }).catch(ignoreGone)
  }

  const { activeDeadlineSeconds } = spec
  if (activeDeadlineSeconds !== undefined) {
    const expire = () => {
      if (isOver || pod.metadata.deletionTimestamp !== undefined) return
      const message = 'Pod was active on the node longer than the specified deadline'
      failure = { reason: 'DeadlineExceeded', message }
      events.record(pod, { type: 'Normal', ...failure })
      starting.abort()
      poke()
    }
    timers.use(clock.setTimer(expire, activeDeadlineSeconds * 1000))
  }
  createSlots(pod, slots)
  poke()

  return {
    slots,
    get pod() {
      return pod
    },
    refresh() {
      if (volumes !== undefined && !isOver) refreshVolumes(context, pod, volumes)
    },
    update(next) {
      const before = pod
      pod = next
      const { deletionTimestamp, deletionGracePeriodSeconds, generation } = next.metadata
      if (deletionTimestamp !== undefined) {
        starting.abort()
        // A second deletion can be in more of a hurry.
        const seconds = deletionGracePeriodSeconds ?? 0
        const isShorter = seconds < (before.metadata.deletionGracePeriodSeconds ?? 0)
        if (isShorter) for (const { current } of slots) void current?.stop(seconds * 1000)
      }
      const { metadata: earlier } = before
      if (generation !== earlier.generation || deletionTimestamp !== earlier.deletionTimestamp) poke()
      else if ((spec.readinessGates ?? []).length > 0) publish()
    },
    remove() {
      isRemoved = true
      starting.abort()
      retry?.timer[Symbol.dispose]()
      noticeRunning?.[Symbol.dispose]()
      timers.dispose()
      probes.dispose()
      for (const { current } of slots) void current?.stop(0)
    },
  }
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof StatusError) || ![404, 409].includes(error.status.code)) throw error
}
