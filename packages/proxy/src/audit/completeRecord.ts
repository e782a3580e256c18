import type { AuditOutcome, AuditRecord, AuditVerb } from './AuditRecord.ts'
import { redactCommand } from './redactCommand.ts'

/** A record as it is written: with the verb and the outcome that follow from the rest, and without secrets. */
export function completeRecord(record: AuditRecord): AuditRecord {
  const { verb = verbOf(record.operation), outcome = outcomeOf(record.status), command } = record
  return { ...record, verb, outcome, ...(command && { command: redactCommand(command) }) }
}

const beginnings: readonly (readonly [string, AuditVerb])[] = [
  ['list', 'list'],
  ['get', 'get'],
  ['create', 'create'],
  ['replace', 'update'],
  ['patch', 'patch'],
  ['delete', 'delete'],
]

const exceptions: Readonly<Record<string, AuditVerb>> = {
  openStream: 'watch',
  postStream: 'watch',
  openExec: 'exec',
  execInPod: 'exec',
  debugPod: 'exec',
  updateConfiguration: 'patch',
  resetConfiguration: 'delete',
  reviewAccess: 'review',
  login: 'signIn',
  loginCallback: 'signIn',
  logout: 'signOut',
  signIn: 'signIn',
  signInRefused: 'signIn',
  signOut: 'signOut',
}

function verbOf(operation: string): AuditVerb {
  const [id = ''] = operation.split('.')
  return exceptions[id] ?? beginnings.find(([beginning]) => id.startsWith(beginning))?.[1] ?? 'update'
}

function outcomeOf(status: number | undefined): AuditOutcome {
  if (status === undefined || status < 400) return 'success'
  return [401, 403, 429].includes(status) ? 'refused' : 'failed'
}
