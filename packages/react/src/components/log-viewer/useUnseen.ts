import { useState } from 'react'
import type { LogSnapshot } from './LogSnapshot.ts'
import type { LogFiltered } from './useLogFilter.ts'

/** How many of the entries that are shown came since the view last stood at the end. */
export function useUnseen(snapshot: LogSnapshot, filtered: LogFiltered, isAtEnd: boolean): number {
  const [seen, setSeen] = useState(snapshot.end)
  if (isAtEnd && seen !== snapshot.end) setSeen(snapshot.end)
  return isAtEnd ? 0 : filtered.shown - filtered.indexFrom(seen)
}
