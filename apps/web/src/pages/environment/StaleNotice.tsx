import { useEffect, useState, type ReactNode } from 'react'

/** Milliseconds for which a loss passes without a word: most are mended before anybody could read one. */
const patience = 3000

/** Says since when what is shown may no longer hold. */
export function StaleNotice({ since, reason }: { since: Date; reason: string | undefined }): ReactNode {
  const [isDue, setIsDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true), since.getTime() + patience - Date.now())
    return () => clearTimeout(timer)
  }, [since])
  if (!isDue) return null
  return (
    <p className="app-banner" role="status" data-tone="warning">
      <strong>
        What is shown is from <time dateTime={since.toISOString()}>{since.toLocaleTimeString()}</time>.
      </strong>{' '}
      {reason}
    </p>
  )
}
