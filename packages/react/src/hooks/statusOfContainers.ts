import type { LogStateEvent } from '@catalyst/api'
import type { LogStatus } from '../components/log-viewer/LogStatus.ts'

/** What a log as a whole does, by what each of its containers said last: lines that come outweigh a container that waits, and so on. */
export function statusOfContainers(containers: readonly LogStateEvent[]): LogStatus {
  const last = (...states: LogStateEvent['state'][]) => containers.findLast(({ state }) => states.includes(state))
  if (containers.length === 0 || last('streaming', 'rotated', 'container-restarted') !== undefined) {
    return { state: 'streaming' }
  }
  const waiting = last('waiting')
  if (waiting !== undefined) return { state: 'waiting', container: waiting.container, reason: waiting.reason }
  const over = last('ended', 'gone')
  return { state: over?.state === 'gone' ? 'gone' : 'ended', reason: over?.reason }
}
