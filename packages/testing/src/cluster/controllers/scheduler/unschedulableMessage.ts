interface Judged {
  readonly reasons: readonly string[]
}

/** Why a pod fits nowhere, as kube-scheduler writes it into its condition and Event. */
export function unschedulableMessage(nodes: readonly Judged[]): string {
  const total = nodes.length
  if (total === 0) return 'no nodes available to schedule pods'
  const counts = new Map<string, number>()
  for (const reason of nodes.flatMap(({ reasons }) => reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const texts = [...counts].map(([reason, count]) => `${count} ${reason}`).sort()
  // Pushing out others helps against fullness alone, and there are no priorities here.
  const full = nodes.filter(({ reasons }) => reasons.every((reason) => /^(Insufficient|Too many)/.test(reason))).length
  const hopeless = [
    ...(full > 0 ? [`${full} No preemption victims found for incoming pod`] : []),
    ...(full < total ? [`${total - full} Preemption is not helpful for scheduling`] : []),
  ]
  return (
    `0/${total} nodes are available: ${texts.join(', ')}. ` +
    `no new claims to deallocate, preemption: 0/${total} nodes are available: ${hopeless.join(', ')}.`
  )
}
