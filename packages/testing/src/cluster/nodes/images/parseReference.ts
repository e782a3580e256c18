/** An image as a container names it, taken apart and completed. */
export interface ImageReference {
  /** Without tag and digest: `docker.io/library/busybox`. */
  readonly name: string
  readonly host: string
  readonly repository: string
  readonly tag: string
  /** As the node keeps it: `docker.io/library/busybox:latest`. */
  readonly full: string
}

/** Why it is none, in the words of the container runtime. */
export class InvalidImageName extends Error {
  override readonly name = 'InvalidImageName'
}

/** @throws InvalidImageName */
export function parseReference(image: string): ImageReference {
  const [, path = '', tag, digest] = /^(.+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image) ?? []
  const first = path.split('/')[0] ?? ''
  const hasHost = path.includes('/') && (/[.:]/.test(first) || first === 'localhost')
  const host = hasHost ? first : 'docker.io'
  const rest = hasHost ? path.slice(first.length + 1) : path
  if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(rest)) {
    const why = /[A-Z]/.test(rest)
      ? `invalid reference format: repository name (${rest}) must be lowercase`
      : 'invalid reference format'
    throw new InvalidImageName(
      `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${why}`,
    )
  }
  const repository = host === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest
  const name = `${host}/${repository}`
  const suffix = digest !== undefined && tag === undefined ? `@${digest}` : `:${tag ?? 'latest'}`
  return { name, host, repository, tag: tag ?? digest ?? 'latest', full: `${name}${suffix}` }
}
