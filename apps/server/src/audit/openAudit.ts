import { createAuditSink, type AuditLog } from '@catalyst/proxy'
import { ConfigurationError } from '@catalyst/program'
import type { Configuration } from '../configuration/configurationSchema.ts'
import type { Out } from '../Surroundings.ts'

/** The audit log that is configured. @throws ConfigurationError where its file can't be had. */
export function openAudit({ file, commands, queueRecords }: Configuration['audit'], out: Out): AuditLog {
  try {
    return createAuditSink({ to: file ?? out, commands, maxRecords: queueRecords })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    const message = `The file can't be written (${code}). Correct the path or the rights, or leave the key out.`
    throw new ConfigurationError([{ key: 'audit.file', message }], { cause: error })
  }
}
