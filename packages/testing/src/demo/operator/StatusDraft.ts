import type { Condition, Environment, EnvironmentStatus, Phase } from '@catalyst/api'

type Verdict = Pick<Condition, 'status' | 'reason' | 'message'>

/** The status of an Environment while a look at the world changes it. */
export interface StatusDraft {
  readonly value: EnvironmentStatus
  readonly phase: Phase
  /** Milliseconds since 1970-01-01T00:00:00Z, when it came into its phase. */
  readonly since: number
  enter(phase: Phase, message?: string): void
  condition(type: string, verdict: Verdict): void
  set(fields: Partial<EnvironmentStatus>): void
  /** A merge patch from what is stored to what it is now. Absent: nothing changed. */
  toPatch(): { status: object } | undefined
}

export function createStatusDraft(environment: Environment, now: number): StatusDraft {
  const before: EnvironmentStatus = environment.status ?? {}
  const value: EnvironmentStatus = { ...before }
  const time = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z')
  return {
    value,
    get phase() {
      return value.phase ?? 'Pending'
    },
    get since() {
      return Date.parse(value.updatedAt ?? time)
    },
    enter(phase, message) {
      if (value.phase !== phase) value.updatedAt = time
      value.phase = phase
      if (message === undefined) delete value.message
      else value.message = message
    },
    condition(type, verdict) {
      const conditions = value.conditions ?? []
      const old = conditions.find((one) => one.type === type)
      const lastTransitionTime = old?.status === verdict.status ? old.lastTransitionTime : time
      const next: Condition = { type, ...verdict, lastTransitionTime }
      const { generation } = environment.metadata
      if (generation !== undefined) next.observedGeneration = generation
      value.conditions = old === undefined ? [...conditions, next] : conditions.map((one) => (one === old ? next : one))
    },
    set: (fields) => void Object.assign(value, fields),
    toPatch() {
      if (JSON.stringify(value) === JSON.stringify(before)) return undefined
      const gone = Object.keys(before).filter(
        (key) => !(key in value) || value[key as keyof typeof value] === undefined,
      )
      return { status: { ...value, ...Object.fromEntries(gone.map((key) => [key, null])) } }
    },
  }
}
