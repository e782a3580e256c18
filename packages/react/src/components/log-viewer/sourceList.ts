import type { LineLook } from './entryText.ts'
import { isMarker, type LogSnapshot } from './LogBuffer.ts'

export interface LogSources {
  /** What a line has to say of where it comes from. */
  kind: LineLook['sources']
  /** Every container that wrote something, in the order of appearance. */
  containers: readonly string[]
}

/** Keeps account of who writes into a log; what was looked through once is not looked through again. */
export function createSourceList(): { read: (snapshot: LogSnapshot) => LogSources } {
  const pods = new Set<string>()
  const containers = new Set<string>()
  let next = 0
  let result: LogSources = { kind: 'one', containers: [] }
  return {
    read({ entries, count, first }) {
      const known = pods.size + containers.size
      for (let row = Math.max(next, first); row < first + count; row++) {
        const entry = entries[row - first]
        if (entry === undefined || isMarker(entry)) continue
        pods.add(entry.pod)
        containers.add(entry.container)
      }
      next = Math.max(next, first + count)
      if (pods.size + containers.size !== known) {
        const kind = pods.size > 1 ? 'pods' : containers.size > 1 ? 'containers' : 'one'
        result = { kind, containers: [...containers] }
      }
      return result
    },
  }
}
