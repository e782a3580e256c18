import type { ProblemIssue } from '@catalyst/api'

export interface PolicyRefusal {
  detail: string
  issues: readonly ProblemIssue[]
}

/** As the API server tells it: the object, the policy and its binding stand before what the policy says. */
const denial = /ValidatingAdmissionPolicy '[a-z-]+\.catalyst\.dev' with binding '[^']+' denied request: (.+)$/s
/** As Catalyst's own policies tell it: the fields, and why not. */
const fields = /^((?:spec|metadata)[^\s:,]*(?:, (?:spec|metadata)[^\s:,]*)*): (.+)$/s

/** What one of Catalyst's own admission policies has said, by field; `undefined` for any other refusal. */
export function policyRefusal(message: string): PolicyRefusal | undefined {
  const [, detail] = denial.exec(message) ?? []
  if (detail === undefined) return undefined
  const [, paths = '', why = ''] = fields.exec(detail) ?? []
  return { detail, issues: paths === '' ? [] : paths.split(', ').map((path) => ({ path, message: why })) }
}
