import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { Ago } from '../../internals/Ago.tsx'
import { classNames } from '../../internals/classNames.ts'
import { WarningIcon } from '../../internals/icons.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { metricsBadgeMessages, type MetricsBadgeMessages } from './metricsBadgeMessages.ts'
import { metricsState, usageWarnings, type GivenMetrics } from './metricsState.ts'
import { UsageLine } from './UsageLine.tsx'
import type { UsageSample } from './usageHistory.ts'
import { boundedUsage, usageLevel, worseLevel } from './usageLevel.ts'
import { UsageText } from './UsageText.tsx'

export interface MetricsBadgeViewProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
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
 * CPU and memory against limits or quota, with how they went and a warning in words when they are near or over them; where usage is not
 * available, the reason in words. Needs no provider. Renders a `<div>`.
 *
 * `data-state` is `loading`, `unavailable`, `failed` or `available`; `data-level` is `normal`, `high` or `over`;
 * `data-stale` is present while nothing newer is known.
 */
export const MetricsBadgeView = withBoundary(
  forwardRef<HTMLDivElement, MetricsBadgeViewProps>(function MetricsBadgeView(
    { metrics: given, history = nothing, failed = false, staleSince, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('metricsBadge', metricsBadgeMessages, messages)
    const now = metricsState(given, failed)
    const usage = now.state === 'available' ? boundedUsage(now.metrics) : undefined
    return (
      <div
        ref={ref}
        className={classNames('catalyst', 'catalyst-metrics', className)}
        data-state={now.state}
        data-stale={staleSince === undefined ? undefined : ''}
        data-level={usage && worseLevel(usageLevel(usage.cpu), usageLevel(usage.memory))}
        {...elementProps}
      >
        {now.state === 'loading' && <LoadingUsage text={words.loading} />}
        {now.state === 'failed' && words.failed}
        {now.state === 'unavailable' && words.unavailable[now.reason]}
        {now.state === 'available' && usage !== undefined && (
          <>
            <dl className="catalyst-metrics-list">
              {(['cpu', 'memory'] as const).map((resource) => (
                <div key={resource}>
                  <dt>{words[resource]}</dt>
                  <dd>
                    <UsageText resource={resource} usage={usage[resource]} words={words} />
                    <UsageLine resource={resource} usage={usage[resource]} history={history} words={words} />
                  </dd>
                </div>
              ))}
            </dl>
            <Warnings texts={usageWarnings(now.metrics, words)} />
            {staleSince !== undefined && <Ago at={staleSince.toISOString()} words={words.stale} />}
          </>
        )}
      </div>
    )
  }),
  { inline: true },
)

/** What is near or over its bound, in words. Renders `<p>`. */
export function Warnings({ texts }: { texts: readonly string[] }): ReactNode {
  return texts.map((text) => (
    <p key={text} className="catalyst-metrics-warning">
      <WarningIcon /> {text}
    </p>
  ))
}

/** Stands where usage will be. */
export function LoadingUsage({ text }: { text: string }): ReactNode {
  return (
    <>
      <span className="catalyst-hidden">{text}</span>
      <span className="catalyst-skeleton" />
    </>
  )
}
