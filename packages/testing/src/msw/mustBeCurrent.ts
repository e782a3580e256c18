import { problem } from '../builders/problem.ts'
import type { MockObject } from './MockCollection.ts'
import { ThrownProblem } from './problemResponse.ts'

/** Refuses to replace an object without its resourceVersion, or with an old one. */
export function mustBeCurrent({ metadata }: MockObject, resourceVersion: string | undefined): void {
  if (resourceVersion === undefined) {
    const issues = [{ path: 'metadata.resourceVersion', message: 'is required to replace an object' }]
    throw new ThrownProblem(problem('INVALID_INPUT', { issues }))
  }
  if (resourceVersion === metadata.resourceVersion) return
  const detail = `"${metadata.name}" was changed by somebody else in the meantime.`
  throw new ThrownProblem(problem('CONFLICT', { reason: 'Conflict', detail }))
}
