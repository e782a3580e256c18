import type { Context } from 'hono'
import { keepsOwnRecord } from '../audit/ownRecords.ts'
import { toProblemError } from '../problems/toProblemError.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import { TokenBuckets } from './TokenBuckets.ts'

/**
 * Leaves an audit record of what a limit refuses: one a minute for each key and limit, because whoever asks too often
 * would fill the audit log with their own refusals.
 */
export function auditRefusals({ audit }: Pick<ProxyContext, 'audit'>) {
  const told = new TokenBuckets({ burst: 1, perMinute: 1 })
  return function refused<T>(c: Context<ProxyEnv>, key: string, admit: () => T): T {
    try {
      return admit()
    } catch (error) {
      const { options, status } = toProblemError(error)
      keepsOwnRecord(c)
      if (told.take(`${options.reason} ${key}`) === 0) {
        audit({
          requestId: c.get('requestId'),
          subject: c.get('identity')?.subject ?? '',
          operation: c.get('operation')?.id ?? 'other',
          status,
          note: `Refused by the limit ${options.reason}. More of this within a minute leaves no record.`,
        })
      }
      throw error
    }
  }
}
