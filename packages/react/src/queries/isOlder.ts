interface Versioned {
  metadata: { uid?: string | undefined; resourceVersion?: string | undefined }
}

const digits = /^\d+$/

/**
 * Whether one state of an object is known to come before another state of the same object: both orders of arrival happen, since
 * answers and watches race. Resource versions are unbounded decimal integers (KEP-5504); any other form says nothing.
 */
export function isOlder(one: Versioned, other: Versioned): boolean {
  const { uid, resourceVersion: version = '' } = one.metadata
  const { uid: otherUid, resourceVersion: otherVersion = '' } = other.metadata
  if (uid === undefined || uid !== otherUid || !digits.test(version) || !digits.test(otherVersion)) return false
  return version.length === otherVersion.length ? version < otherVersion : version.length < otherVersion.length
}
