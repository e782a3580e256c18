import type { TerminalSize } from '@catalyst/api/exec-frames'
import { describeError, type ExecExit, type ExecTarget } from '@catalyst/sdk'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useLatest } from '../internals/useLatest.ts'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import type { TerminalSession, TerminalSessionStatus } from './TerminalSession.ts'

export interface UseTerminalOptions {
  /** What to run. @default the best shell that the container has */
  command?: readonly string[] | undefined
  /** Size of the screen when a session begins; later ones are told by `resize`. @default 80 × 24 */
  size?: TerminalSize | undefined
  /** Whether a session is open at all, as long as the component is there. @default true */
  enabled?: boolean | undefined
  /**
   * Called with output as it comes, in bytes, since a character may be cut in two. Give the bytes that were shown back by
   * `acknowledge`.
   */
  onOutput: (bytes: Uint8Array, channel: 'stdout' | 'stderr') => void
  /** Called when a session has ended. */
  onExit?: ((exit: ExecExit) => void) | undefined
}

export interface UseTerminalResult {
  /** `idle` while it is not enabled. */
  status: TerminalSessionStatus
  /** Sends input; what is written while the connection is down is kept and sent when it is back. */
  write: (data: string | Uint8Array) => void
  resize: (size: TerminalSize) => void
  /** Says that so many more bytes of output were shown: without it the proxy pauses the command after 512 KiB. */
  acknowledge: (bytes: number) => void
  /** A new session, in place of one that has ended or of the one that is open. */
  reconnect: () => void
  /** Ends the session. */
  close: () => void
}

const defaultSize: TerminalSize = { columns: 80, rows: 24 }
const idle: TerminalSessionStatus = { state: 'idle' }
const getIdle = () => idle
const subscribeToNothing = () => () => undefined
const notLoaded = (error: unknown): ExecExit => ({ reason: 'Refused', message: describeError(error) })

/**
 * A shell in a container for a terminal of your own; `Terminal` draws one with xterm.js. It is kept through short losses of the
 * connection, and ends with the component. Another target or command is another session.
 */
export function useTerminal(target: ExecTarget, options: UseTerminalOptions): UseTerminalResult {
  const { command, enabled = true } = options
  const client = useCatalystClient()
  const latest = useLatest(options)
  const [session, setSession] = useState<TerminalSession>()
  const [failure, setFailure] = useState<TerminalSessionStatus>()
  // A text, because callers write targets as literals, which are new objects with every render.
  const what = JSON.stringify({ target, command })

  const start = useCallback(
    (one: TerminalSession | undefined) => one?.start({ size: latest.current.size ?? defaultSize }),
    [latest],
  )

  useEffect(() => {
    if (!enabled) return
    const asked = JSON.parse(what) as { target: ExecTarget; command?: string[] }
    let created: TerminalSession | undefined
    let isGone = false
    // React's strict mode takes the first one away at once: it is gone before its code is there.
    void import('./TerminalSession.ts').then(
      (loaded) => {
        if (isGone) return
        created = new loaded.TerminalSession({
          connect: (options) => client.exec(asked.target, { command: asked.command, tty: true, ...options }),
          onOutput: (bytes, channel) => latest.current.onOutput(bytes, channel),
          onExit: (exit) => latest.current.onExit?.(exit),
        })
        start(created)
        setSession(created)
      },
      (error: unknown) => isGone || setFailure({ state: 'ended', exit: notLoaded(error), wasOpen: false }),
    )
    return () => {
      isGone = true
      created?.[Symbol.dispose]()
      setSession(undefined)
      setFailure(undefined)
    }
  }, [client, what, enabled, latest, start])

  const status = useSyncExternalStore(session?.subscribe ?? subscribeToNothing, session?.getStatus ?? getIdle, getIdle)
  return {
    status: failure ?? status,
    write: (data) => session?.write(data),
    resize: (size) => session?.resize(size),
    acknowledge: (bytes) => session?.acknowledge(bytes),
    reconnect: () => start(session),
    close: () => session?.close(),
  }
}
