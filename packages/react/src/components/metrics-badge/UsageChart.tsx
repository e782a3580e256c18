import { useId, type ReactNode } from 'react'
import { formatBytes, formatCores } from '../../internals/formatQuantity.ts'
import { Meter } from './Meter.tsx'
import type { MetricsBadgeMessages } from './metricsBadgeMessages.ts'
import { UsageLine } from './UsageLine.tsx'
import type { UsageSample } from './usageHistory.ts'
import { usageLevel, type BoundedUsage } from './usageLevel.ts'

export interface UsageChartProps {
  resource: 'cpu' | 'memory'
  usage: BoundedUsage
  history: readonly UsageSample[]
  words: MetricsBadgeMessages
}

const large = { width: 320, height: 72 }

/** One resource at large: what is used now, how it went, and what bounds it. Renders a `<figure>`. */
export function UsageChart({ resource, usage, history, words }: UsageChartProps): ReactNode {
  const id = useId()
  const format = resource === 'cpu' ? formatCores : formatBytes
  const { bound, boundBy, request, limit } = usage
  const share = bound === undefined || bound <= 0 ? undefined : usage.usage / bound
  const percent = share === undefined ? undefined : `${Math.round(share * 100)} %`
  const facts: readonly [string, string][] = [
    [words.now, format(usage.usage)],
    [words.request, request === undefined ? words.none : format(request)],
    ...(boundBy === 'quota'
      ? [[words.limit, limit === undefined ? words.none : format(limit)] as [string, string]]
      : []),
    [words[boundBy], bound === undefined ? words.none : format(bound)],
  ]
  return (
    <figure className="catalyst-usage-chart" data-level={usageLevel(usage)} aria-labelledby={id}>
      <figcaption id={id}>
        <b>{words[resource]}</b>
        {percent !== undefined && <span className="catalyst-muted">{words.bound[boundBy](percent)}</span>}
      </figcaption>
      <UsageLine resource={resource} usage={usage} history={history} words={words} size={large} />
      {share !== undefined && bound !== undefined && (
        <Meter
          label={words[resource]}
          share={share}
          text={words.of(format(usage.usage), format(bound))}
          level={usageLevel(usage)}
        />
      )}
      <dl className="catalyst-usage-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </figure>
  )
}
