import type { TerminalSize } from '@catalyst/api/exec-frames'
import { describeError, type ExecExit, type ExecTarget } from '@catalyst/sdk'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useLatest } from '../internals/useLatest.ts'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import type { TerminalCommand } from './createTerminalSession.ts'
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

/** Something to be done with a session. */
type Request = (session: TerminalSession, options: Pick<UseTerminalOptions, 'size'>) => void
const start: Request = (session, { size = defaultSize }) => session.start({ size })
const ignore = (_: Request): void => undefined
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

  // Until its code is there, what is asked of a session waits for it.
  const ask = useRef(ignore)

  useEffect(() => {
    if (!enabled) return
    const asked = JSON.parse(what) as TerminalCommand
    let created: TerminalSession | undefined
    let isGone = false
    const load = () => {
      const waiting: Request[] = []
      ask.current = (request) => void waiting.push(request)
      // React's strict mode takes the first one away at once: it is gone before its code is there.
      void import('./createTerminalSession.ts').then(
        (loaded) => {
          if (isGone) return
          const one = (created = loaded.createTerminalSession(client, asked, latest))
          ask.current = (request) => request(one, latest.current)
          for (const request of [start, ...waiting]) ask.current(request)
          setSession(one)
        },
        (error: unknown) => {
          if (isGone) return
          ask.current = (request) => {
            if (request !== start) return
            setFailure(undefined)
            load()
          }
          setFailure({ state: 'ended', exit: notLoaded(error), wasOpen: false })
        },
      )
    }
    load()
    return () => {
      isGone = true
      ask.current = ignore
      created?.[Symbol.dispose]()
      setSession(undefined)
      setFailure(undefined)
    }
  }, [client, what, enabled, latest])

  const status = useSyncExternalStore(session?.subscribe ?? subscribeToNothing, session?.getStatus ?? getIdle, getIdle)
  return {
    status: failure ?? status,
    write: (data) => ask.current((one) => one.write(data)),
    resize: (size) => ask.current((one) => one.resize(size)),
    acknowledge: (bytes) => ask.current((one) => one.acknowledge(bytes)),
    reconnect: () => ask.current(start),
    close: () => ask.current((one) => one.close()),
  }
}
