import type { ProblemIssue } from '@catalyst/api'

interface Faults {
  issues: readonly { path: readonly PropertyKey[]; message: string }[]
}

/** What a schema found wrong, each with its path as the proxy writes it: `spec.sources[0].commitSha`. */
export function issuesOf({ issues }: Faults): ProblemIssue[] {
  return issues.map(({ path, message }) => ({ path: formatPath(path), message }))
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}
