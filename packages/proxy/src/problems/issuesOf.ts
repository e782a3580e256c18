import type { ProblemIssue } from '@catalyst/api'
import type { z } from 'zod'

/** What a schema found wrong, each with its path in the notation of Kubernetes: `spec.sources[0].commitSha`. */
export function issuesOf(error: z.core.$ZodError): ProblemIssue[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: formatPath([...issue.path, key]), message: 'is not a known field' }))
      : [{ path: formatPath(issue.path), message: issue.message }],
  )
}

export function formatPath(path: readonly PropertyKey[]): string {
  return path.map(formatStep).join('').replace(/^\./, '')
}

function formatStep(step: PropertyKey): string {
  if (typeof step === 'number') return `[${step}]`
  const key = String(step)
  return /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}
