interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string | undefined
  readonly message?: string | undefined
  readonly lastTransitionTime?: string | undefined
}

/** The conditions with one of them set; the very same list when it says so already. */
export function withCondition<TCondition extends Condition>(
  conditions: readonly TCondition[],
  next: TCondition,
  time: string,
): readonly TCondition[] {
  const before = conditions.find(({ type }) => type === next.type)
  const { status, reason, message } = next
  if (before?.status === status && before.reason === reason && before.message === message) return conditions
  const lastTransitionTime = before?.status === status ? (before.lastTransitionTime ?? time) : time
  const changed = { ...next, lastTransitionTime }
  if (before === undefined) return [...conditions, changed]
  return conditions.map((condition) => (condition === before ? changed : condition))
}
