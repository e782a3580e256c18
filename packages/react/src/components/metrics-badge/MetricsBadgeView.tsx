import type { EnvironmentMetrics, PodMetrics, PodMetricsResult } from '@catalyst/api'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { WarningIcon } from '../../internals/icons.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { metricsBadgeMessages, type MetricsBadgeMessages } from './metricsBadgeMessages.ts'
import { boundedUsage, usageLevel, worseLevel, type BoundedUsage } from './usageLevel.ts'
import { UsageText } from './UsageText.tsx'

export interface MetricsBadgeViewProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Usage of a pod or of an environment, as the proxy answers it; `undefined` while it loads. */
  metrics: PodMetrics | PodMetricsResult | EnvironmentMetrics | undefined
  /** Whether loading failed. @default false */
  failed?: boolean | undefined
  messages?: Partial<MetricsBadgeMessages> | undefined
}

/**
 * CPU and memory against limits or quota, with a warning in words when they are near or over them; where usage is not
 * available, the reason in words. Needs no provider. Renders a `<div>`.
 *
 * `data-state` is `loading`, `unavailable`, `failed` or `available`; `data-level` is `normal`, `high` or `over`.
 */
export const MetricsBadgeView = forwardRef<HTMLDivElement, MetricsBadgeViewProps>(function MetricsBadgeView(
  { metrics, failed = false, messages, className, ...elementProps },
  ref,
) {
  const words = useMessages('metricsBadge', metricsBadgeMessages, messages)
  const element = (state: string, children: ReactNode, level?: string) => (
    <div
      ref={ref}
      className={classNames('catalyst', 'catalyst-metrics', className)}
      data-state={state}
      data-level={level}
      {...elementProps}
    >
      {children}
    </div>
  )
  if (metrics === undefined) {
    return failed ? element('failed', words.failed) : element('loading', <Loading text={words.loading} />)
  }
  if ('available' in metrics && !metrics.available) return element('unavailable', words.unavailable[metrics.reason])

  const { cpu, memory } = boundedUsage('metrics' in metrics ? metrics.metrics : metrics)
  const warnings = [...warningsOf('cpu', cpu, words), ...warningsOf('memory', memory, words)]
  return element(
    'available',
    <>
      <dl className="catalyst-metrics-list">
        <div>
          <dt>{words.cpu}</dt>
          <dd>
            <UsageText resource="cpu" usage={cpu} words={words} />
          </dd>
        </div>
        <div>
          <dt>{words.memory}</dt>
          <dd>
            <UsageText resource="memory" usage={memory} words={words} />
          </dd>
        </div>
      </dl>
      {warnings.map((warning) => (
        <p key={warning} className="catalyst-metrics-warning">
          <WarningIcon /> {warning}
        </p>
      ))}
    </>,
    worseLevel(usageLevel(cpu), usageLevel(memory)),
  )
})

/** What is to be said of a resource that is near or over its bound: one sentence, or none. */
function warningsOf(resource: 'cpu' | 'memory', usage: BoundedUsage, words: MetricsBadgeMessages): string[] {
  const level = usageLevel(usage)
  return level === 'normal' ? [] : [words[level][usage.boundBy](words[resource])]
}

function Loading({ text }: { text: string }): ReactNode {
  return (
    <>
      <span className="catalyst-hidden">{text}</span>
      <span className="catalyst-skeleton" />
    </>
  )
}
