import type { Problem } from '@catalyst/api'
import type { TerminalSize } from '@catalyst/api/exec-frames'

export interface ExecTarget {
  cluster?: string | undefined
  namespace: string
  pod: string
  /** Default: the pod's default container. */
  container?: string | undefined
}

export interface ExecOptions {
  /** What to run. Default: the best shell that the container has. */
  command?: readonly string[] | undefined
  /** Whether the command gets a terminal. Default: true without a command. */
  tty?: boolean | undefined
  /** Whether input can be written. @default true */
  stdin?: boolean | undefined
  /** Size of the terminal to begin with. */
  size?: TerminalSize | undefined
  /** A session to take up again instead of a new one, of the same pod and container; `command` and the like stay what they were. */
  resume?: ExecResumption | undefined
  /** Closes the session. */
  signal?: AbortSignal | undefined
}

/** Where a session can be taken up again: by this page, or by the one that a reload makes of it. */
export interface ExecResumption {
  /** The UUID by which the proxy knows the session; it says nothing to anybody else than the caller that opened it. */
  session: string
  /** Bytes of output that were acknowledged; what follows them comes again. */
  received: number
}

export type ExecState = 'connecting' | 'open' | 'reconnecting' | 'closed'

/** How a session ended. */
export interface ExecExit {
  /** Of the command; absent where it never ended by itself. */
  exitCode?: number | undefined
  /**
   * A word to branch on: Kubernetes' own (`NonZeroExitCode`); the proxy's (`Expired`, `Replaced`, `Forbidden`, `Unauthorized`,
   * `ShuttingDown`, `CommandNotFound` …); the client's: `Refused` (before it began), `Blocked` (the proxy would open it, but no WebSocket
   * gets through), `ConnectionLost`, `Left`, `Closed`.
   */
  reason?: string | undefined
  /** For people. */
  message?: string | undefined
  /** Why the proxy refused the session, with reason `Refused`. */
  problem?: Problem | undefined
}

/** A command that runs in a container, kept through short losses of the connection. */
export interface ExecSession {
  readonly state: ExecState
  /** When the next attempt to reconnect is due. */
  readonly retryAt: Date | undefined
  /** Where the session, once it has begun, can be taken up again for a minute after its connection is gone, as by a reloaded page. */
  readonly resumption: ExecResumption | undefined
  /** Bytes as they come; decoding is the terminal's business, since a character may be cut in two. */
  onOutput(listener: (bytes: Uint8Array, channel: 'stdout' | 'stderr') => void): () => void
  onState(listener: (state: ExecState) => void): () => void
  /** Sends input; what is written while the connection is down is kept (up to 1 MiB) and sent when it is back. */
  write(data: string | Uint8Array): void
  /** Ends the input: what the command reads next is end of file. */
  end(): void
  /** Tells the size of the terminal; of many calls in a row the last one counts. */
  resize(size: TerminalSize): void
  /**
   * Says that so many more bytes of output were shown. Without it the proxy pauses the command after 512 KiB, so that one that
   * writes without end fills no memory.
   */
  acknowledge(bytes: number): void
  /** Never rejects. */
  readonly exit: Promise<ExecExit>
  /** Lets go of the session without ending it: the proxy holds the command for a minute, for `resume`. */
  leave(): void
  /** Ends the session, and the command with it. */
  close(): void
}
