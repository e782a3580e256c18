import type { CSSProperties, ReactNode } from 'react'
import { useMessages } from '../messages/MessagesProvider.tsx'
import { classNames } from './classNames.ts'
import { componentBoundaryMessages } from './componentBoundaryMessages.ts'
import { ErrorIcon, RetryIcon } from './icons.tsx'

export interface FailureNoticeProps {
  error: unknown
  onRetry: () => void
  /** One line, for a place within a line of text. */
  inline?: boolean | undefined
  className?: string | undefined
  style?: CSSProperties | undefined
}

/** What stands in the place of a component that failed. Renders a `<section role="alert">`, inline a `<span role="alert">`. */
export function FailureNotice({ error, onRetry, inline, className, style }: FailureNoticeProps): ReactNode {
  const words = useMessages('componentBoundary', componentBoundaryMessages)
  const retry = (
    <button type="button" className="catalyst-button" onClick={onRetry}>
      <RetryIcon />
      {words.retry}
    </button>
  )
  if (inline) {
    return (
      <span role="alert" className={classNames('catalyst', 'catalyst-failure', className)} style={style}>
        <ErrorIcon />
        {words.title}
        {retry}
      </span>
    )
  }
  return (
    <section
      role="alert"
      className={classNames('catalyst', 'catalyst-notice', className)}
      data-kind="component-failed"
      data-tone="danger"
      style={style}
    >
      <span className="catalyst-notice-sign">
        <ErrorIcon />
      </span>
      <div className="catalyst-notice-body">
        <p className="catalyst-notice-title">{words.title}</p>
        <p className="catalyst-muted">{words.text}</p>
        {error instanceof Error && (
          <details className="catalyst-details">
            <summary>{words.details}</summary>
            <p className="catalyst-mono">{error.message}</p>
          </details>
        )}
        <div className="catalyst-notice-actions">{retry}</div>
      </div>
    </section>
  )
}
