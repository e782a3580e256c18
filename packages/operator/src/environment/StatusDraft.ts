import { isDeepStrictEqual } from 'node:util'
import type { Environment, EnvironmentStatus, Phase } from '@catalyst/api'
import { setCondition, type ConditionUpdate } from '../conditions/setCondition.ts'

/** The status of an environment while a pass writes it. Nothing is sent when it ends as it began. */
export class StatusDraft {
  readonly #before: EnvironmentStatus
  readonly #generation: number
  readonly #now: Date
  #value: EnvironmentStatus

  constructor({ metadata, status }: Environment, now: Date) {
    this.#before = status ?? {}
    this.#value = { ...this.#before }
    this.#generation = metadata.generation ?? 0
    this.#now = now
  }

  get phase(): Phase {
    return this.#value.phase ?? 'Pending'
  }

  get value(): EnvironmentStatus {
    return this.#value
  }

  set(fields: Partial<EnvironmentStatus>): void {
    this.#value = { ...this.#value, ...fields }
  }

  /** @returns whether it says something else than before. */
  condition(update: Omit<ConditionUpdate, 'observedGeneration'>): boolean {
    const before = this.#value.conditions?.find(({ type }) => type === update.type)
    const conditions = setCondition(
      this.#value.conditions ?? [],
      { ...update, observedGeneration: this.#generation },
      { now: this.#now },
    )
    this.set({ conditions })
    return before?.status !== update.status || before.message !== update.message
  }

  /** Says nothing of it any more. */
  withdraw(type: string): void {
    const { conditions } = this.#value
    if (conditions?.some((condition) => condition.type === type) !== true) return
    this.set({ conditions: conditions.filter((condition) => condition.type !== type) })
  }

  /** @param message why it is Failed, Degraded, or still waiting; forgotten where there is none */
  enter(phase: Phase, message?: string): void {
    this.set({ phase, message })
  }

  /** What to write, or `undefined` where nothing has changed. */
  finish(): EnvironmentStatus | undefined {
    const next: EnvironmentStatus = { ...this.#value, observedGeneration: this.#generation }
    if (isDeepStrictEqual(withoutTime(next), withoutTime(this.#before))) return undefined
    return { ...next, updatedAt: toTime(this.#now) }
  }
}

/** As Kubernetes writes a time. */
export function toTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}

function withoutTime({ updatedAt: _, ...status }: EnvironmentStatus): object {
  return Object.fromEntries(Object.entries(status).filter(([, value]) => value !== undefined))
}
