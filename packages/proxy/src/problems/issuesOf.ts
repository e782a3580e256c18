import type { ProblemIssue } from '@catalyst/api'
import type { z } from 'zod'

/** A request full of faults is no reason for an answer that is larger than itself. */
const maxIssues = 50
const maxLength = 300

/** What a schema found wrong, at most 50 things, each with its path in the notation of Kubernetes: `spec.sources[0].commitSha`. */
export function issuesOf(error: z.core.$ZodError): ProblemIssue[] {
  const issues = error.issues
    .slice(0, maxIssues)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .slice(0, maxIssues)
            .map((key) => ({ path: formatPath([...issue.path, key]), message: 'is not a known field' }))
        : [{ path: formatPath(issue.path), message: issue.message }],
    )
  return issues.slice(0, maxIssues).map(({ path, message }) => ({ path: shorten(path), message: shorten(message) }))
}

function shorten(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}

export function formatPath(path: readonly PropertyKey[]): string {
  return path.map(formatStep).join('').replace(/^\./, '')
}

function formatStep(step: PropertyKey): string {
  if (typeof step === 'number') return `[${step}]`
  const key = String(step)
  return /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}
