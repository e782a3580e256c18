import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import {
  CompassIcon,
  ErrorIcon,
  LockIcon,
  PuzzleIcon,
  RetryIcon,
  UnpluggedIcon,
  WarningIcon,
} from '../../internals/icons.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { problemKind, problemOf, type ProblemKind } from './problemKind.ts'
import { problemViewMessages, type ProblemViewMessages } from './problemViewMessages.ts'

export interface ProblemViewProps extends ComponentPropsWithoutRef<'section'> {
  /** What was thrown, or the problem that the proxy answered (RFC 9457). */
  error: unknown
  /** Called by the retry button, which is absent without it. */
  onRetry?: (() => void) | undefined
  messages?: Partial<ProblemViewMessages> | undefined
  /** More to do about it, beside the retry button. */
  children?: ReactNode
}

/**
 * Says in plain words what went wrong, why it matters and what to do; what the proxy said is kept below. Needs no provider.
 * Renders a `<section role="alert">`.
 *
 * `data-kind` is the kind of the problem: `forbidden`, `type-missing`, `cluster-unreachable`, `proxy-unreachable`, …
 */
export const ProblemView = withBoundary(
  forwardRef<HTMLElement, ProblemViewProps>(function ProblemView(
    { error, onRetry, messages, children, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('problemView', problemViewMessages, messages)
    const kind = problemKind(error)
    const { title, text } = words[kind]
    const problem = problemOf(error)
    const detail = problem?.detail ?? (error instanceof Error ? error.message : undefined)
    return (
      <section
        ref={ref}
        className={classNames('catalyst', 'catalyst-notice', className)}
        role="alert"
        data-kind={kind}
        data-tone={toneOfKind[kind]}
        {...elementProps}
      >
        <span className="catalyst-notice-sign">{iconOfKind[kind]}</span>
        <div className="catalyst-notice-body">
          <p className="catalyst-notice-title">{title}</p>
          <p className="catalyst-muted">{text}</p>
          {problem?.issues !== undefined && problem.issues.length > 0 && (
            <ul className="catalyst-notice-list">
              {problem.issues.map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  <code>{path}</code> {message}
                </li>
              ))}
            </ul>
          )}
          {detail !== undefined && detail !== '' && (
            <details className="catalyst-details">
              <summary>{words.details}</summary>
              <p className="catalyst-mono">{detail}</p>
            </details>
          )}
          {(onRetry !== undefined || children !== undefined) && (
            <div className="catalyst-notice-actions">
              {onRetry !== undefined && (
                <button type="button" className="catalyst-button" onClick={onRetry}>
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
  }),
)

const iconOfKind: Record<ProblemKind, ReactNode> = {
  forbidden: <LockIcon />,
  unauthorized: <LockIcon />,
  'type-missing': <PuzzleIcon />,
  'cluster-missing': <CompassIcon />,
  'namespace-missing': <CompassIcon />,
  'not-found': <CompassIcon />,
  conflict: <WarningIcon />,
  invalid: <WarningIcon />,
  'rate-limited': <WarningIcon />,
  'cluster-unreachable': <UnpluggedIcon />,
  'proxy-unreachable': <UnpluggedIcon />,
  unknown: <ErrorIcon />,
}

const toneOfKind: Record<ProblemKind, 'neutral' | 'warning' | 'danger'> = {
  forbidden: 'warning',
  unauthorized: 'warning',
  'type-missing': 'warning',
  'cluster-missing': 'neutral',
  'namespace-missing': 'neutral',
  'not-found': 'neutral',
  conflict: 'warning',
  invalid: 'warning',
  'rate-limited': 'warning',
  'cluster-unreachable': 'danger',
  'proxy-unreachable': 'danger',
  unknown: 'danger',
}
