import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { Ago } from '../../internals/Ago.tsx'
import { classNames } from '../../internals/classNames.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { metricsBadgeMessages, type MetricsBadgeMessages } from './metricsBadgeMessages.ts'
import { LoadingUsage, Warnings } from './MetricsBadgeView.tsx'
import { metricsState, usageParts, usageWarnings, type GivenMetrics } from './metricsState.ts'
import { UsageChart } from './UsageChart.tsx'
import type { UsageSample } from './usageHistory.ts'
import { boundedUsage, usageLevel, worseLevel, type AvailableMetrics } from './usageLevel.ts'
import { UsageTable } from './UsageTable.tsx'

export interface MetricsPanelViewProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Usage of a pod or of an environment, as the proxy answers it; `undefined` while it loads. */
  metrics: GivenMetrics
  /** How usage went, the newest last; drawn from two measurements on. @default nothing */
  history?: readonly UsageSample[] | undefined
  /** Whether loading failed. @default false */
  failed?: boolean | undefined
  /** Since when nothing newer is known. @default nothing is missing */
  staleSince?: Date | undefined
  messages?: Partial<MetricsBadgeMessages> | undefined
}

const nothing: readonly UsageSample[] = []

/**
 * CPU and memory at large: how they went, what was requested, limits and quota, and what each part uses; where usage is not available,
 * why, and what can be done about it. Needs no provider. Renders a `<section>`.
 *
 * `data-state` is `loading`, `unavailable`, `failed` or `available`; `data-level` is `normal`, `high` or `over`;
 * `data-stale` is present while nothing newer is known.
 */
export const MetricsPanelView = withBoundary(
  forwardRef<HTMLElement, MetricsPanelViewProps>(function MetricsPanelView(
    { metrics: given, history = nothing, failed = false, staleSince, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('metricsBadge', metricsBadgeMessages, messages)
    const now = metricsState(given, failed)
    const usage = now.state === 'available' ? boundedUsage(now.metrics) : undefined
    return (
      <section
        ref={ref}
        className={classNames('catalyst', 'catalyst-metrics-panel', className)}
        aria-label={words.panel}
        aria-busy={now.state === 'loading'}
        data-state={now.state}
        data-stale={staleSince === undefined ? undefined : ''}
        data-level={usage && worseLevel(usageLevel(usage.cpu), usageLevel(usage.memory))}
        {...elementProps}
      >
        {now.state === 'loading' && <LoadingUsage text={words.loading} />}
        {now.state === 'failed' && <p>{words.failed}</p>}
        {now.state === 'unavailable' && (
          <>
            <p>{words.unavailable[now.reason]}</p>
            <p className="catalyst-muted">{words.remedy[now.reason]}</p>
          </>
        )}
        {now.state === 'available' && usage !== undefined && (
          <>
            {staleSince !== undefined && <Ago at={staleSince.toISOString()} words={words.stale} />}
            <Warnings texts={usageWarnings(now.metrics, words)} />
            <div className="catalyst-metrics-charts">
              {(['cpu', 'memory'] as const).map((resource) => (
                <UsageChart
                  key={resource}
                  resource={resource}
                  usage={usage[resource]}
                  history={history}
                  words={words}
                />
              ))}
            </div>
            <Parts metrics={now.metrics} words={words} />
            <Ago
              at={now.metrics.timestamp}
              words={(age) => words.measured(age, 'window' in now.metrics ? now.metrics.window : undefined)}
            />
          </>
        )}
      </section>
    )
  }),
)

function Parts({ metrics, words }: { metrics: AvailableMetrics; words: MetricsBadgeMessages }): ReactNode {
  const parts = usageParts(metrics)
  return parts.length > 0 && <UsageTable parts={parts} kind={'pods' in metrics ? 'pods' : 'containers'} words={words} />
}
