import { parseLabelSelector } from '@catalyst/kubernetes-client'
import { ProblemError } from '../problems/ProblemError.ts'

/** Refuses what is no label selector. @throws ProblemError INVALID_INPUT. */
export function requireLabelSelector(text: string | undefined): void {
  if (text === undefined) return
  try {
    parseLabelSelector(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const issues = [{ path: 'labelSelector', message: error.message }]
    throw new ProblemError('INVALID_INPUT', `labelSelector: ${error.message}`, { issues, cause: error })
  }
}
