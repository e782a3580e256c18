import { createHash } from 'node:crypto'
import type { Clock } from '../../clock/Clock.ts'
import type { Image } from '../../machine/Image.ts'
import { type ImageReference, parseReference } from './parseReference.ts'

/** Images of a node: those that are there, and how others get there. */
export interface ImageStore {
  readonly present: readonly PulledImage[]
  has(image: string): boolean
  /** What a container is made from. @throws InvalidImageName */
  resolve(image: string): PulledImage
  /** Rejects with the words of the container runtime when there is no such image. */
  pull(image: string, signal: AbortSignal): Promise<PulledImage>
}

export interface PulledImage {
  readonly reference: ImageReference
  readonly image: Image
  /** As in the status of a container. */
  readonly id: string
  readonly sizeBytes: number
}

const defaultPullMs = 400
/** To find that what is there is still the newest. */
const checkMs = 60
/** A repository whose name says that it is not there, for examples of what goes wrong. */
const absent = /(?:^|[/-])(?:missing|no-such|nonexistent|does-not-exist)(?:$|[/-])/

export function createImageStore(images: readonly Image[], clock: Clock): ImageStore {
  const present = new Map<string, PulledImage>()

  function find({ full, name }: ImageReference): Image {
    const exact =
      images.find((image) => hasTag(image.name) && image.name === full) ??
      images.find((image) => complete(image.name) === name && !hasTag(image.name))
    const wildcard = images.find(
      (image) => image.name.endsWith('*') && name.startsWith(complete(image.name).slice(0, -1)),
    )
    return exact ?? wildcard ?? { name }
  }

  function resolve(image: string): PulledImage {
    const reference = parseReference(image)
    const digest = createHash('sha256').update(reference.full).digest('hex')
    const sizeBytes = 2_000_000 + (Number.parseInt(digest.slice(0, 7), 16) % 90_000_000)
    return { reference, image: find(reference), id: `${reference.name}@sha256:${digest}`, sizeBytes }
  }

  return {
    get present() {
      return [...present.values()]
    },
    has(image) {
      const { full, name } = parseReference(image)
      const known = images.find((one) => complete(one.name) === name && !hasTag(one.name))
      return present.has(full) || known?.pullMs === 0
    },
    resolve,
    async pull(image, signal) {
      const pulled = resolve(image)
      const { full, host, name, repository, tag } = pulled.reference
      const failure = `failed to pull and unpack image "${full}": failed to resolve reference "${full}":`
      if (host.endsWith('.invalid')) {
        await clock.sleep(checkMs, { signal })
        const url = `https://${host}/v2/${repository}/manifests/${tag}`
        throw new Error(`${failure} failed to do request: Head "${url}": dial tcp: lookup ${host}: no such host`)
      }
      if (pulled.image.isMissing === true || absent.test(name)) {
        await clock.sleep(checkMs, { signal })
        throw new Error(`${failure} ${full}: not found`)
      }
      await clock.sleep(present.has(full) ? checkMs : (pulled.image.pullMs ?? defaultPullMs), { signal })
      present.set(full, pulled)
      return pulled
    },
  }
}

/** The part behind the last slash, as a host may have a port. */
function hasTag(name: string): boolean {
  return /:[^/]+$/.test(name)
}

/** `busybox` is `docker.io/library/busybox`. */
function complete(name: string): string {
  if (name.endsWith('*')) return name
  try {
    return parseReference(name).name
  } catch {
    return name
  }
}
