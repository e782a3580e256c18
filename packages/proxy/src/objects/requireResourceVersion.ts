import type { ObjectMeta } from '@catalyst/api'
import { ProblemError } from '../problems/ProblemError.ts'

/** A replace that could overwrite what somebody else just changed needs to say what it was made from. @throws ProblemError INVALID_INPUT. */
export function requireResourceVersion(metadata: ObjectMeta): void {
  if (metadata.resourceVersion) return
  const message = 'is needed to replace an object: send back the one that you read, or use apply=true'
  throw new ProblemError('INVALID_INPUT', `metadata.resourceVersion: ${message}.`, {
    issues: [{ path: 'metadata.resourceVersion', message }],
  })
}
