import type { Pod } from '@catalyst/api'

/** How a container that does not run for ever came to its end. */
export interface ContainerEnd {
  exitCode: number
  /** What it has written to its termination message. */
  message?: string | undefined
}

export interface PodFate {
  /** Images that no registry has. */
  isMissing: (image: string) => boolean
  /** For pods whose containers end. */
  end?: ContainerEnd | undefined
}

/** The status that kubelet would report of a pod a moment after it got it. */
export function simulatedPodStatus(pod: Pod, { isMissing, end }: PodFate): object {
  const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  const containers = pod.spec?.containers ?? []
  const states = containers.map(({ name, image = '' }) => {
    const common = { name, image, imageID: '', restartCount: 0 }
    if (isMissing(image)) {
      const waiting = { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}": not found` }
      return { ...common, ready: false, started: false, state: { waiting } }
    }
    if (end === undefined)
      return { ...common, ready: true, started: true, state: { running: { startedAt: at } }, imageID: `sha256:${name}` }
    const reason = end.exitCode === 0 ? 'Completed' : 'Error'
    const terminated = { exitCode: end.exitCode, reason, message: end.message, startedAt: at, finishedAt: at }
    return { ...common, ready: false, started: false, state: { terminated }, imageID: `sha256:${name}` }
  })
  const isReady = states.every(({ ready }) => ready)
  const hasEnded = end !== undefined && !containers.some(({ image = '' }) => isMissing(image))
  const condition = (type: string, is: boolean) => ({ type, status: is ? 'True' : 'False', lastTransitionTime: at })
  return {
    phase: hasEnded ? (end.exitCode === 0 ? 'Succeeded' : 'Failed') : isReady ? 'Running' : 'Pending',
    startTime: at,
    hostIP: '127.0.0.1',
    podIP: '127.0.0.1',
    podIPs: [{ ip: '127.0.0.1' }],
    containerStatuses: states,
    conditions: [
      condition('PodScheduled', true),
      condition('Initialized', true),
      condition('ContainersReady', isReady),
      condition('Ready', isReady),
    ],
  }
}
