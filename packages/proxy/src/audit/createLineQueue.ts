import type { Writable } from 'node:stream'
import { FileTarget } from './FileTarget.ts'
import { LineQueue, type LineQueueOptions } from './LineQueue.ts'
import { StreamTarget } from './StreamTarget.ts'

export interface LineQueueTarget extends LineQueueOptions {
  /** Path of a file to append to, which may be a named pipe; or a stream. */
  to: string | Pick<Writable, 'write'>
}

/**
 * Lines for a file or a stream that may be slow, full or gone; whoever pushes one never waits.
 *
 * @throws the system's error where the file can't be opened, such as EACCES.
 */
export function createLineQueue({ to, ...options }: LineQueueTarget): LineQueue {
  return new LineQueue(typeof to === 'string' ? new FileTarget(to) : new StreamTarget(to), options)
}
