import { useEffect, useState, type ReactNode } from 'react'

export interface LiveRegionProps {
  /** What to say; the newest text wins. */
  text: string
  /** Quiet time before a text is said, so that a storm of changes is one sentence. @default 700 */
  delayMs?: number | undefined
}

/** Says a text to screen readers, politely, once it has stood still. Renders a `<div>` that is not shown. */
export function LiveRegion({ text, delayMs = 700 }: LiveRegionProps): ReactNode {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), delayMs)
    return () => clearTimeout(timer)
  }, [text, delayMs])
  return (
    <div className="catalyst-hidden" role="status">
      {said}
    </div>
  )
}
