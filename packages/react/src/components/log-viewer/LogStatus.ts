import { describeError } from '@catalyst/sdk'
import type { LogViewerMessages } from './logViewerMessages.ts'

/** What is known of a log besides its lines. */
export type LogStatus =
  | { state: 'connecting' | 'streaming' | 'complete' }
  | { state: 'waiting'; container?: string | undefined; reason?: string | undefined }
  | { state: 'ended' | 'gone'; reason?: string | undefined }
  | { state: 'failed'; error: unknown }

/** Whether lines still come in, and if not, since when and until when. */
export interface LogConnection {
  state: 'live' | 'stale'
  since?: Date | undefined
  /** When the next attempt is made. */
  retryAt?: Date | undefined
}

/** A status in words. */
export function statusText(status: LogStatus, messages: LogViewerMessages): string {
  switch (status.state) {
    case 'waiting':
      return messages.waiting(status.container, status.reason)
    case 'ended':
      return messages.ended(status.reason)
    case 'gone':
      return messages.gone(status.reason)
    case 'connecting':
    case 'streaming':
    case 'complete':
      return messages[status.state]
    case 'failed':
      return messages.failed(describeError(status.error))
  }
}
