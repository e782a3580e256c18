import { LogLineReader, type TimedLine } from './LogLineReader.ts'
import { requestPodLog, type PodLogOptions } from './logRequest.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'

/** An open log, read batch by batch at the reader's pace. */
export interface OpenLog {
  /**
   * The next lines; `undefined` when none came within the time given; `end` when there are no more. Waiting may be taken
   * up again afterwards.
   * @throws when the connection breaks.
   */
  read(withinMs: number): Promise<TimedLine[] | undefined | 'end'>
  /** After the end: the last line where nothing ended it with a newline. */
  takeRest(): TimedLine | undefined
  /** What the kubelet wrote about its own troubles. */
  readonly message: string | undefined
  close(): void
}

/** What the kubelet wrote into a log instead of lines: it has no other way once the response has begun. */
export class KubeletError extends Error {
  override readonly name = 'KubeletError'
}

export async function openLog(
  kubeConfig: ClusterAccess,
  options: Omit<PodLogOptions, 'timestamps' | 'limitBytes'> & {
    follow?: boolean | undefined
    timeoutMs?: number | undefined
  },
): Promise<OpenLog> {
  const response = await requestPodLog(kubeConfig, { ...options, timestamps: true })
  const chunks: AsyncIterator<Uint8Array> = response.body[Symbol.asyncIterator]()
  const lines = new LogLineReader()
  let pending: Promise<IteratorResult<Uint8Array>> | undefined
  return {
    async read(withinMs) {
      if (!pending) {
        pending = chunks.next()
        // A failure is reported by the race below; when nobody waits any more, by nothing.
        pending.catch(() => {})
      }
      const next = await within(pending, withinMs)
      if (next === undefined) return undefined
      pending = undefined
      return next.done ? 'end' : lines.push(next.value)
    },
    takeRest: () => lines.takeRest(),
    get message() {
      return lines.message
    },
    close: () => response.close(),
  }
}

function within<TValue>(promise: Promise<TValue>, milliseconds: number): Promise<TValue | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
