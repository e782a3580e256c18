import type { AccessReview } from '@catalyst/api'
import type { Caller } from '../objects/Caller.ts'
import type { ProxyContext } from '../ProxyContext.ts'
import { ensureHome, type Home } from './ensureHome.ts'
import { retryWhileForbidden } from './retryWhileForbidden.ts'

export interface Creation<T> {
  home: Home
  /** The right to create it there. */
  review: AccessReview
  create: () => Promise<T>
}

/** Creates an object in its namespace, which is made first where it is missing. */
export async function createAtHome<T>(
  context: Pick<ProxyContext, 'reviewAccess' | 'options'>,
  caller: Caller,
  { home, review, create }: Creation<T>,
): Promise<T> {
  const { fresh } = await ensureHome(context, caller, { home, review })
  // The rights of a caller in a namespace that was just made take a moment to work.
  return fresh ? retryWhileForbidden(create) : create()
}
