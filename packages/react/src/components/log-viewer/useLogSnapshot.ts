import { useState, useSyncExternalStore } from 'react'
import type { LogBuffer } from './LogBuffer.ts'
import type { LogSnapshot } from './LogSnapshot.ts'

/** What a buffer holds, renewed once a frame at most however often something is added. */
export function useLogSnapshot(buffer: LogBuffer): LogSnapshot {
  const [paced, setPaced] = useState(() => pace(buffer))
  if (paced.buffer !== buffer) setPaced(pace(buffer))
  return useSyncExternalStore(paced.subscribe, paced.getSnapshot, paced.getSnapshot)
}

interface PacedBuffer {
  buffer: LogBuffer
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => LogSnapshot
}

function pace(buffer: LogBuffer): PacedBuffer {
  let snapshot = buffer.getSnapshot()
  return {
    buffer,
    getSnapshot: () => snapshot,
    subscribe(listener) {
      let frame: number | undefined
      const take = () => {
        frame = undefined
        if (snapshot === buffer.getSnapshot()) return
        snapshot = buffer.getSnapshot()
        listener()
      }
      // In the frame rather than before it: the reader's scrolling of this frame is known by then.
      const leave = buffer.subscribe(() => (frame ??= requestAnimationFrame(take)))
      take()
      return () => {
        leave()
        if (frame !== undefined) cancelAnimationFrame(frame)
      }
    },
  }
}
