import type { ReactNode } from 'react'
import { formatBytes, formatCores } from '../../internals/formatQuantity.ts'
import { Meter } from './Meter.tsx'
import type { MetricsBadgeMessages } from './metricsBadgeMessages.ts'
import { usageLevel, type BoundedUsage } from './usageLevel.ts'

export interface UsageTextProps {
  resource: 'cpu' | 'memory'
  usage: BoundedUsage
  words: MetricsBadgeMessages
}

/** Usage of one resource as text over a meter, where something bounds it. Renders a `<span>`. */
export function UsageText({ resource, usage, words }: UsageTextProps): ReactNode {
  const format = resource === 'cpu' ? formatCores : formatBytes
  const { bound, limit } = usage
  const amount = format(usage.usage)
  const share = bound === undefined || bound <= 0 ? undefined : usage.usage / bound
  const notes = [
    share === undefined ? words.unbounded[usage.boundBy] : words.bound[usage.boundBy](`${Math.round(share * 100)} %`),
    ...(usage.request === undefined ? [] : [words.requested(format(usage.request))]),
    ...(limit === undefined ? [] : [words.limited(format(limit))]),
  ]
  return (
    <span className="catalyst-usage" data-level={usageLevel(usage)} title={notes.join(', ')}>
      <span className="catalyst-usage-text">
        <b>{amount}</b>
        {bound !== undefined && <span className="catalyst-muted"> / {format(bound)}</span>}
      </span>
      {share !== undefined && bound !== undefined && (
        <Meter
          label={words[resource]}
          share={share}
          text={`${words.of(amount, format(bound))}, ${notes.join(', ')}`}
          level={usageLevel(usage)}
        />
      )}
    </span>
  )
}
