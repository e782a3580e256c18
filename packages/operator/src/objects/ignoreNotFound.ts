import { isNotFound } from '@catalyst/kubernetes-client'

/** For `catch`: what is not there, or no longer, is `undefined`; whatever else went wrong goes on. */
export function ignoreNotFound(error: unknown): undefined {
  if (!isNotFound(error)) throw error
}
