import type { ContainerSlot } from '../containers/ContainerRun.ts'
import { InvalidImageName } from '../images/parseReference.ts'
import type { PulledImage } from '../images/createImageStore.ts'
import type { Pod } from '../Pod.ts'
import type { KubeletContext } from './KubeletContext.ts'
import { noteFor } from './noteFor.ts'
import { WaitingError } from './WaitingError.ts'

const backOff = { first: 10_000, longest: 300_000 }

/**
 * Sees to it that a container's image is on the node.
 *
 * @throws WaitingError when it can not be had now
 */
export async function pullImage(
  { images, clock, events }: KubeletContext,
  { pod, slot }: { pod: Pod; slot: ContainerSlot },
  signal: AbortSignal,
): Promise<PulledImage> {
  const { image, imagePullPolicy = 'IfNotPresent' } = slot.container
  const note = (type: 'Normal' | 'Warning', reason: string, message: string) =>
    events.record(pod, { ...noteFor(slot), type, reason, message })

  let isPresent: boolean
  try {
    isPresent = images.has(image)
  } catch (error) {
    if (!(error instanceof InvalidImageName)) throw error
    note('Warning', 'InspectFailed', error.message)
    throw new WaitingError('InvalidImageName', error.message, { retryMs: backOff.first })
  }
  if (imagePullPolicy === 'Never' && !isPresent) {
    const message = `Container image "${image}" is not present with pull policy of Never`
    note('Warning', 'ErrImageNeverPull', message)
    throw new WaitingError('ErrImageNeverPull', message, { retryMs: backOff.first })
  }
  if (imagePullPolicy !== 'Always' && isPresent) {
    note('Normal', 'Pulled', `Container image "${image}" already present on machine`)
    return images.resolve(image)
  }

  const { pullBackOff } = slot
  const now = clock.now()
  if (pullBackOff !== undefined && pullBackOff.until > now) {
    note('Normal', 'BackOff', `Back-off pulling image "${image}"`)
    const message = `Back-off pulling image "${image}": ErrImagePull: ${pullBackOff.message}`
    throw new WaitingError('ImagePullBackOff', message, { retryMs: pullBackOff.until - now })
  }
  note('Normal', 'Pulling', `Pulling image "${image}"`)
  try {
    const pulled = await images.pull(image, signal)
    const took = `${clock.now() - now}ms`
    const size = `Image size: ${pulled.sizeBytes} bytes.`
    note('Normal', 'Pulled', `Successfully pulled image "${image}" in ${took} (${took} including waiting). ${size}`)
    slot.pullBackOff = undefined
    return pulled
  } catch (error) {
    if (signal.aborted || !(error instanceof Error)) throw error
    const { message } = error
    note('Warning', 'Failed', `Failed to pull image "${image}": ${message}`)
    const ms = Math.min(pullBackOff === undefined ? backOff.first : pullBackOff.ms * 2, backOff.longest)
    slot.pullBackOff = { ms, until: clock.now() + ms, message }
    // Said once as it is, then as a back-off.
    throw new WaitingError('ErrImagePull', message, { retryMs: 1500 })
  }
}
