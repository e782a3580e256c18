/** What was done, in Kubernetes' words where it has one. */
export type AuditVerb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'exec'
  | 'review'
  | 'signIn'
  | 'signOut'
  | 'observe'

/** How it ended. `refused`: the caller may not, or may not now; `failed`: anything else that is no success. */
export type AuditOutcome = 'success' | 'refused' | 'failed'

/** One line of the audit log: who did what, where, and how it ended. Everything but what is named here stays out of it. */
export interface AuditRecord {
  requestId: string
  /** Who; empty where nobody is signed in, or for what the cluster did by itself. */
  subject: string
  /** Operation id of the route, e.g. `deleteEnvironment`, or a step of it such as `openExec.end`. */
  operation: string
  /** @default what belongs to the method of the operation */
  verb?: AuditVerb | undefined
  cluster?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
  /** HTTP status of the answer. */
  status?: number | undefined
  /** @default what the status says */
  outcome?: AuditOutcome | undefined
  /** Until the answer began; for the end of a stream or a shell, how long it lived. */
  durationMs?: number | undefined
  /** The command of an exec, argument by argument, as it came: what looks like a secret is taken out before it is written. */
  command?: readonly string[] | undefined
  container?: string | undefined
  /** What a stream watches. */
  topics?: readonly string[] | undefined
  /** Bytes from the client. */
  bytesIn?: number | undefined
  /** Bytes to the client. */
  bytesOut?: number | undefined
  /** What else matters, in plain words; never a secret. */
  note?: string | undefined
}

/** What a route adds to the record of its operation. */
export type AuditTarget = Partial<
  Pick<AuditRecord, 'namespace' | 'name' | 'container' | 'command' | 'topics' | 'bytesIn' | 'bytesOut' | 'note'>
>
