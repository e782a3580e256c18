import type { Clock } from '../clock/Clock.ts'
import type { ContainerLog } from './ContainerLog.ts'
import { createLineSplitter } from './createLineSplitter.ts'
import { createLogClock } from './createLogClock.ts'
import { formatLogEntry } from './logEntry.ts'
import { LogFile } from './LogFile.ts'
import { readLogFile } from './readLogFile.ts'

export interface ContainerLogOptions {
  readonly clock: Clock
  /** Size of the file, with the times in it, after which another is begun. @default 10 MiB, as kubelet */
  readonly maxBytes?: number | undefined
}

export function createContainerLog({ clock, maxBytes = 10 * 1024 * 1024 }: ContainerLogOptions): ContainerLog {
  const now = createLogClock(clock)
  const splitters = { stdout: createLineSplitter(), stderr: createLineSplitter() }
  const waiting = new Set<() => void>()
  let file = new LogFile()
  let hasEnded = false

  function append(stream: 'stdout' | 'stderr', parts: Iterable<Uint8Array>): void {
    for (const content of parts) {
      // Whoever still reads the old file holds it alone, as one does a file that has been removed.
      if (file.size > maxBytes) file = new LogFile()
      file.append(formatLogEntry({ time: now(), stream, content }))
    }
    wake()
  }

  function wake(): void {
    for (const resume of waiting) resume()
    waiting.clear()
  }

  return {
    write(stream, bytes) {
      if (!hasEnded) append(stream, splitters[stream].push(bytes))
    },
    end() {
      if (hasEnded) return
      for (const stream of ['stdout', 'stderr'] as const) append(stream, splitters[stream].rest())
      hasEnded = true
      wake()
    },
    async *read({ follow = false, signal, ...options } = {}) {
      const cursor = { file, offset: options.tailLines === undefined ? 0 : file.offsetOfLast(options.tailLines) }
      const take = readLogFile(cursor, { ...options, follow })
      while (signal?.aborted !== true) {
        const isLast = hasEnded && cursor.file === file
        const { bytes, isOver } = take()
        if (bytes.length > 0) yield bytes
        if (isOver) return
        if (cursor.offset < cursor.file.size) continue
        if (!follow) return
        // Files between the one that has been read and the newest are skipped, as by kubelet.
        if (cursor.file !== file) Object.assign(cursor, { file, offset: 0 })
        else if (isLast) return
        else if (!hasEnded) await changeOf(waiting, signal)
      }
    },
  }
}

/** Resolves when something is written, or the reader goes. */
function changeOf(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      waiting.delete(done)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    waiting.add(done)
    signal?.addEventListener('abort', done, { once: true })
  })
}
