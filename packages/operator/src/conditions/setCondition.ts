import type { Condition } from '@catalyst/api'

/** A condition as a reconciler states it; when it last changed follows from what was there before. */
export type ConditionUpdate = Omit<Condition, 'lastTransitionTime'>

/**
 * The conditions with one of them set. `lastTransitionTime` moves only when `status` flips, as Kubernetes' API conventions
 * ask, so writing the same state twice changes nothing.
 *
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties
 */
export function setCondition(
  conditions: readonly Condition[],
  update: ConditionUpdate,
  options: { now: Date },
): Condition[] {
  const previous = conditions.find((condition) => condition.type === update.type)
  const flipped = previous?.status !== update.status
  const next = {
    ...update,
    lastTransitionTime: previous === undefined || flipped ? toKubernetesTime(options.now) : previous.lastTransitionTime,
  }
  return previous === undefined
    ? [...conditions, next]
    : conditions.map((condition) => (condition === previous ? next : condition))
}

/** Kubernetes' `Time` has no fractions of a second. */
function toKubernetesTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}
