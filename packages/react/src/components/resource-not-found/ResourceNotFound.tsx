import type { Problem } from '@catalyst/api'
import { phaseOf } from '@catalyst/api/phases'
import type { MissingThing } from '@catalyst/api/problems'
import { forwardRef, useId, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { useNow } from '../../internals/clock.ts'
import { formatDuration } from '../../internals/formatDuration.ts'
import { ClockIcon, CompassIcon, RetryIcon } from '../../internals/icons.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { PhaseBadge } from '../phase-badge/PhaseBadge.tsx'
import { resourceNotFoundMessages, type ResourceNotFoundMessages } from './resourceNotFoundMessages.ts'
import { WithCode } from '../../internals/WithCode.tsx'

export interface ResourceNotFoundProps extends ComponentPropsWithoutRef<'section'> {
  /** Kind of the resource, such as `Environment`. */
  resourceType: string
  resourceName: string
  /** Asks again; the retry button is absent without it. */
  onRetry?: (() => void) | undefined
  /** Whether asking again is under way. @default false */
  isRetrying?: boolean | undefined
  /** What exactly is missing, as a NOT_FOUND problem says. @default 'resource' */
  missing?: MissingThing | undefined
  /** How the object was seen before it went, as a NOT_FOUND problem says. */
  lastSeen?: Problem['lastSeen']
  /** Whether it was asked for and is not there yet, which is no loss. @default false */
  pending?: boolean | undefined
  messages?: Partial<ResourceNotFoundMessages> | undefined
  /** More to do about it (re-create, clean up), beside the retry button. */
  children?: ReactNode
}

/**
 * A page's answer to a resource that is not in the cluster: what is missing, the likely causes, a way to look again.
 * Needs no provider. Renders a `<section>`.
 *
 * `data-missing` is what is missing; `data-pending` is present while it is being created.
 */
export const ResourceNotFound = forwardRef<HTMLElement, ResourceNotFoundProps>(function ResourceNotFound(
  {
    resourceType,
    resourceName,
    onRetry,
    isRetrying = false,
    missing = 'resource',
    lastSeen,
    pending = false,
    messages,
    children,
    className,
    ...elementProps
  },
  ref,
) {
  const words = useMessages('resourceNotFound', resourceNotFoundMessages, messages)
  const titleId = useId()
  return (
    <section
      ref={ref}
      className={classNames('catalyst', 'catalyst-notice', className)}
      aria-labelledby={titleId}
      data-missing={pending ? undefined : missing}
      data-pending={pending ? '' : undefined}
      {...elementProps}
    >
      <span className="catalyst-notice-sign">{pending ? <ClockIcon /> : <CompassIcon />}</span>
      <div className="catalyst-notice-body">
        <h2 id={titleId} className="catalyst-notice-title">
          {pending ? words.pendingTitle(resourceType, resourceName) : words.title[missing](resourceType, resourceName)}
        </h2>
        {pending ? (
          <p className="catalyst-muted">{words.pendingText}</p>
        ) : (
          <>
            {lastSeen !== undefined && <LastSeen lastSeen={lastSeen} words={words} />}
            <p className="catalyst-notice-caption">{words.causes}</p>
            <ul className="catalyst-notice-list">
              {words.cause[missing].map((cause) => (
                <li key={cause}>
                  <WithCode text={cause} />
                </li>
              ))}
            </ul>
          </>
        )}
        {(onRetry !== undefined || children !== undefined) && (
          <div className="catalyst-notice-actions">
            {onRetry !== undefined && (
              <button
                type="button"
                className="catalyst-button"
                data-variant="primary"
                aria-disabled={isRetrying}
                onClick={() => !isRetrying && onRetry()}
              >
                <RetryIcon />
                {words.retry}
              </button>
            )}
            {children}
          </div>
        )}
      </div>
    </section>
  )
})

interface LastSeenProps {
  lastSeen: NonNullable<Problem['lastSeen']>
  words: ResourceNotFoundMessages
}

function LastSeen({ lastSeen, words }: LastSeenProps): ReactNode {
  const now = useNow(10_000)
  const { object, deletedAt } = lastSeen
  return (
    <p className="catalyst-last-seen">
      {words.deletedAgo(formatDuration(now - Date.parse(deletedAt)))}
      {hasPhase(object) && (
        <span className="catalyst-last-seen-phase">
          <span className="catalyst-muted">{words.lastSeen}</span>{' '}
          <PhaseBadge phase={phaseOf({ status: object.status })} />
        </span>
      )}
    </p>
  )
}

function hasPhase(object: Record<string, unknown>): object is { status: { phase: string } } {
  const { status } = object
  return typeof status === 'object' && status !== null && 'phase' in status && typeof status.phase === 'string'
}
