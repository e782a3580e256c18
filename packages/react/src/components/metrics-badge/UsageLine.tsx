import type { ReactNode } from 'react'
import { formatDuration } from '../../internals/formatDuration.ts'
import { formatBytes, formatCores } from '../../internals/formatQuantity.ts'
import type { MetricsBadgeMessages } from './metricsBadgeMessages.ts'
import { Sparkline, type SparklineProps } from './Sparkline.tsx'
import type { UsageSample } from './usageHistory.ts'
import { usageLevel, type BoundedUsage } from './usageLevel.ts'

export interface UsageLineProps {
  resource: 'cpu' | 'memory'
  usage: BoundedUsage
  history: readonly UsageSample[]
  words: MetricsBadgeMessages
  size?: SparklineProps['size']
}

/** How usage of one resource went, as a picture and in words; nothing before there are two measurements. */
export function UsageLine({ resource, usage, history, words, size }: UsageLineProps): ReactNode {
  const [first, last] = [history[0], history.at(-1)]
  if (first === undefined || last === undefined || first === last) return null
  const format = resource === 'cpu' ? formatCores : formatBytes
  const points = history.map((sample) => ({ time: sample.time, value: sample[resource] }))
  const values = points.map(({ value }) => value)
  const label = words.history(words[resource], formatDuration(last.time - first.time), {
    least: format(Math.min(...values)),
    most: format(Math.max(...values)),
  })
  const bounds = [
    { kind: 'request' as const, value: usage.request },
    { kind: 'limit' as const, value: usage.limit },
    { kind: usage.boundBy, value: usage.bound },
  ].flatMap(({ kind, value }) => (value === undefined ? [] : [{ kind, value }]))
  return <Sparkline points={points} label={label} level={usageLevel(usage)} bounds={bounds} size={size} />
}
