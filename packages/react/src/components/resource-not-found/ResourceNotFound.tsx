import type { Problem } from '@catalyst/api'
import type { MissingThing } from '@catalyst/api/problems'
import { describeError } from '@catalyst/sdk'
import { forwardRef, useId, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { ClockIcon, CompassIcon, PuzzleIcon, RetryIcon } from '../../internals/icons.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { WithCode } from '../../internals/WithCode.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { problemOf } from '../problem-view/problemKind.ts'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { LastSeen } from './LastSeen.tsx'
import { resourceNotFoundMessages, type ResourceNotFoundMessages } from './resourceNotFoundMessages.ts'

export interface ResourceNotFoundProps extends ComponentPropsWithoutRef<'section'> {
  /** Kind of the resource, such as `Environment`. */
  resourceType: string
  resourceName: string
  /** Asks again; the retry button is absent without it. */
  onRetry?: (() => void) | undefined
  /** Whether asking again is under way. @default false */
  isRetrying?: boolean | undefined
  /**
   * What asking for it failed with. It tells what is missing and what was seen last; where it is no NOT_FOUND (forbidden, cluster
   * unreachable, …), that is said instead, because the resource may well be there.
   */
  error?: unknown
  /** What exactly is missing, as a NOT_FOUND problem says. Default: what `error` says, else 'resource'. */
  missing?: MissingThing | undefined
  /** How the object was seen before it went, as a NOT_FOUND problem says. Default: what `error` says. */
  lastSeen?: Problem['lastSeen']
  /** What the app itself still knows of the object, for where nothing was seen. */
  known?: object | undefined
  /** Whether it was asked for and is not there yet, which is no loss. @default false */
  pending?: boolean | undefined
  /** Makes it again; the button is absent without it. */
  onRecreate?: (() => void) | undefined
  /** Whether it is being made again. @default false */
  isRecreating?: boolean | undefined
  /** What making it again failed with. */
  recreateError?: unknown
  /** Forgets what the app still keeps of it; the button is absent without it. */
  onCleanUp?: (() => void) | undefined
  messages?: Partial<ResourceNotFoundMessages> | undefined
  /** More to do about it, beside the kit's own buttons. */
  children?: ReactNode
}

/**
 * A page's answer to a resource that is not in the cluster: what is missing, the likely causes, what was known of it, and a way to
 * look again, to make it again, or to clean up. Needs no provider. Renders a `<section>`.
 *
 * `data-missing` is what is missing; `data-pending` is present while it is being created. Where `error` is no NOT_FOUND, it is the
 * section of `ProblemView`, with its `data-kind`.
 */
export const ResourceNotFound = withBoundary(
  forwardRef<HTMLElement, ResourceNotFoundProps>(function ResourceNotFound(
    { resourceType, resourceName, error, missing, lastSeen, known, pending = false, ...props },
    ref,
  ) {
    const { onRetry, isRetrying = false, onRecreate, isRecreating, recreateError, onCleanUp, ...afterCalls } = props
    const { messages, children, className, ...elementProps } = afterCalls
    const words = useMessages('resourceNotFound', resourceNotFoundMessages, messages)
    const titleId = useId()
    const problem = problemOf(error)
    if (error !== undefined && error !== null && problem?.code !== 'NOT_FOUND') {
      return (
        <ProblemView ref={ref} error={error} onRetry={onRetry} className={className} {...elementProps}>
          {children}
        </ProblemView>
      )
    }
    const what = missing ?? problem?.missing ?? 'resource'
    const seen = lastSeen ?? problem?.lastSeen
    // What has no place to be can't be made again there.
    const canRecreate = onRecreate !== undefined && !pending && what !== 'type' && what !== 'cluster'
    const hasActions =
      onRetry !== undefined || canRecreate || (onCleanUp !== undefined && !pending) || children !== undefined
    return (
      <section
        ref={ref}
        className={classNames('catalyst', 'catalyst-notice', className)}
        aria-labelledby={titleId}
        data-missing={pending ? undefined : what}
        data-pending={pending ? '' : undefined}
        {...elementProps}
      >
        <span className="catalyst-notice-sign">{pending ? <ClockIcon /> : signs[what]}</span>
        <div className="catalyst-notice-body">
          <h2 id={titleId} className="catalyst-notice-title">
            {pending ? words.pendingTitle(resourceType, resourceName) : words.title[what](resourceType, resourceName)}
          </h2>
          {pending ? (
            <p className="catalyst-muted">{words.pendingText}</p>
          ) : (
            <>
              <LastSeen object={seen?.object ?? known} deletedAt={seen?.deletedAt} words={words} />
              <p className="catalyst-notice-caption">{words.causes}</p>
              <ul className="catalyst-notice-list">
                {words.cause[what].map((cause) => (
                  <li key={cause}>
                    <WithCode text={cause} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {recreateError !== undefined && recreateError !== null && (
            <p role="alert" className="catalyst-notice-error">
              {describeError(recreateError)}
            </p>
          )}
          {hasActions && (
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
              {canRecreate && (
                <button
                  type="button"
                  className="catalyst-button"
                  aria-disabled={isRecreating}
                  title={words.recreateHint}
                  onClick={() => isRecreating !== true && onRecreate()}
                >
                  {isRecreating === true ? words.recreating : words.recreate}
                </button>
              )}
              {onCleanUp !== undefined && !pending && (
                <button type="button" className="catalyst-button" title={words.cleanUpHint} onClick={onCleanUp}>
                  {words.cleanUp}
                </button>
              )}
              {children}
            </div>
          )}
        </div>
      </section>
    )
  }),
)

const signs: Record<MissingThing, ReactNode> = {
  resource: <CompassIcon />,
  namespace: <CompassIcon />,
  cluster: <CompassIcon />,
  type: <PuzzleIcon />,
}
