import type { ReactNode } from 'react'
import { useNow } from './clock.ts'
import { formatDate } from './formatDate.ts'
import { formatDuration } from './formatDuration.ts'

export interface AgoProps {
  /** A moment, as Kubernetes writes it (RFC 3339). */
  at: string
  /** Puts the age into words. */
  words: (age: string) => string
  className?: string | undefined
}

/** How long ago something was, kept current, with the moment itself as the tooltip. Renders a `<time>`. */
export function Ago({ at, words, className = 'catalyst-muted' }: AgoProps): ReactNode {
  const now = useNow(10_000)
  const time = Date.parse(at)
  if (Number.isNaN(time)) return null
  return (
    // The server knows neither the reader's time zone nor how long its answer takes to arrive.
    <time className={className} dateTime={at} title={formatDate(time)} suppressHydrationWarning>
      {words(formatDuration(now - time))}
    </time>
  )
}
