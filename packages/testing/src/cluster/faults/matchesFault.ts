import type { FaultMatch } from './Faults.ts'

/** What of a request a fault looks at. */
export interface FaultSubject {
  readonly verb: string
  readonly resource?: string | undefined
  readonly subresource?: string | undefined
  readonly namespace?: string | undefined
  readonly name?: string | undefined
  readonly userAgent: string
}

export function matchesFault(match: FaultMatch, subject: FaultSubject): boolean {
  const { verb, userAgent } = match
  if (verb !== undefined && ![verb].flat().includes(subject.verb)) return false
  if (userAgent !== undefined && !subject.userAgent.includes(userAgent)) return false
  const fields = ['resource', 'subresource', 'namespace', 'name'] as const
  return fields.every((field) => match[field] === undefined || match[field] === subject[field])
}
