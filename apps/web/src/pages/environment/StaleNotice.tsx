import type { ReactNode } from 'react'

/** Says since when what is shown may no longer hold. */
export function StaleNotice({ since, reason }: { since: Date; reason: string | undefined }): ReactNode {
  return (
    <p className="app-banner" role="status" data-tone="warning">
      <strong>
        What is shown is from <time dateTime={since.toISOString()}>{since.toLocaleTimeString()}</time>.
      </strong>{' '}
      {reason}
    </p>
  )
}
