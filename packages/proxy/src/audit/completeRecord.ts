import type { AuditOutcome, AuditRecord, AuditVerb } from './AuditRecord.ts'
import { redactCommand } from './redactCommand.ts'

/** Above every name that Kubernetes has; what clients choose may be longer. */
const maxTextLength = 512

/** A record as it is written: with the verb and the outcome that follow from the rest, without secrets, and of bounded size. */
export function completeRecord(record: AuditRecord): AuditRecord {
  const { requestId, subject, operation, status, command, topics } = record
  return {
    requestId,
    subject: plain(subject),
    operation,
    verb: record.verb ?? verbOf(operation),
    cluster: plainOr(record.cluster),
    namespace: plainOr(record.namespace),
    name: plainOr(record.name),
    container: plainOr(record.container),
    command: command && redactCommand(command).map(plain),
    topics: topics?.slice(0, maxTopics).map(plain),
    status,
    outcome: record.outcome ?? outcomeOf(status),
    durationMs: record.durationMs,
    bytesIn: record.bytesIn,
    bytesOut: record.bytesOut,
    note: plainOr(record.note),
  }
}

const maxTopics = 100

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
  signIn: 'signIn',
  signInRefused: 'signIn',
  logout: 'signOut',
}

function verbOf(operation: string): AuditVerb {
  const [id = ''] = operation.split('.')
  return exceptions[id] ?? beginnings.find(([beginning]) => id.startsWith(beginning))?.[1] ?? 'update'
}

function outcomeOf(status: number | undefined): AuditOutcome {
  if (status === undefined || status < 400) return 'success'
  return [401, 403, 429].includes(status) ? 'refused' : 'failed'
}

function plainOr(text: string | undefined): string | undefined {
  return text === undefined ? undefined : plain(text)
}

/** JSON escapes the control characters below 0x20; terminals obey others too. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  const safe = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
  return safe.length > maxTextLength ? `${safe.slice(0, maxTextLength)}…` : safe
}
