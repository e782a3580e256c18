import { useEffect, useRef, useState } from 'react'
import { useLatest } from '../../internals/useLatest.ts'

/** A reader who types is told once they pause. */
const pauseMs = 600

/** A text for a live region: what `text` says once `cause` has changed and held. Changes of the text alone are not told. */
export function useAnnouncement(text: string, cause: string): string {
  const latest = useLatest(text)
  const told = useRef(cause)
  const [announcement, setAnnouncement] = useState('')
  useEffect(() => {
    if (told.current === cause) return
    const timer = setTimeout(() => {
      told.current = cause
      setAnnouncement(latest.current)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [cause, latest])
  return announcement
}
