import type { ObjectMeta } from '@catalyst/api'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ObjectRef } from './Caller.ts'

/** Checks that a body is about the object that the path names. @throws ProblemError INVALID_INPUT. */
export function requireSameObject(metadata: Partial<ObjectMeta>, ref: ObjectRef): void {
  const issues = (['name', 'namespace'] as const)
    .filter((key) => metadata[key] !== undefined && metadata[key] !== ref[key])
    .map((key) => ({ path: `metadata.${key}`, message: `must be "${ref[key]}", as in the path` }))
  const [first] = issues
  if (first !== undefined) throw new ProblemError('INVALID_INPUT', `${first.path}: ${first.message}.`, { issues })
}
