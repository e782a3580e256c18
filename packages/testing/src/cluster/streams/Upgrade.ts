import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** A request to upgrade its connection. */
export interface Upgrade {
  readonly message: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  /** Aborted when the connection is over. */
  readonly signal: AbortSignal
}
