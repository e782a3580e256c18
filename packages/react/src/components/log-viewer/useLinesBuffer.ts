import type { LogLine } from '@catalyst/api'
import { useRef, useState } from 'react'
import { useIsomorphicLayoutEffect } from '../../internals/useLatest.ts'
import { LogBuffer } from './LogBuffer.ts'

/** A buffer that holds what an array does: what is appended to the array is appended, another array begins anew. */
export function useLinesBuffer(lines: readonly LogLine[]): LogBuffer {
  const [buffer] = useState(() => {
    const created = new LogBuffer({ maxEntries: Infinity, maxCharacters: Infinity })
    created.append(lines)
    return created
  })
  const shown = useRef(lines)
  useIsomorphicLayoutEffect(() => {
    const before = shown.current
    if (before === lines) return
    shown.current = lines
    const last = before.length - 1
    const isContinued =
      lines.length >= before.length && (last < 0 || (lines[0] === before[0] && lines[last] === before[last]))
    if (!isContinued) buffer.clear()
    buffer.append(isContinued ? lines.slice(before.length) : lines)
  }, [buffer, lines])
  return buffer
}
