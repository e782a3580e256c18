interface WithMetadata {
  metadata?: { namespace?: string; name?: string; uid?: string; resourceVersion?: string } | undefined
}

/** What an object is known by within its kind: an object that was deleted and made again takes the place of the old one. */
export function keyOf(object: object): string {
  const { metadata } = object as WithMetadata
  // The separator sorts before every character of a name, so that `a/z` comes before `a-b/a`.
  return `${metadata?.namespace ?? ''}\0${metadata?.name ?? ''}`
}

/**
 * Whether two objects of one key are the same state of the same object. Ones without a version are measurements: those of another moment
 * are others, the rest is compared by its text.
 */
export function isSameVersion(a: object, b: object): boolean {
  const { metadata: one } = a as WithMetadata
  const { metadata: other } = b as WithMetadata
  if (one?.resourceVersion === undefined || other?.resourceVersion === undefined) {
    if (timestampOf(a) !== timestampOf(b)) return false
    return JSON.stringify(a) === JSON.stringify(b)
  }
  return one.resourceVersion === other.resourceVersion && one.uid === other.uid
}

function timestampOf(object: object): unknown {
  return (object as { timestamp?: unknown }).timestamp
}
