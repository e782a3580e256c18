import type { ExecExit } from '@catalyst/sdk'
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react'
import type { ConnectTerminal } from '../../hooks/TerminalSession.ts'
import { useLatest } from '../../internals/useLatest.ts'
import type { PasteGuardMode } from './pasteRules.ts'
import type { TerminalController, TerminalStatus } from './TerminalController.ts'
import type { TerminalKey } from './terminalKey.ts'
import type { TerminalMessages } from './terminalMessages.ts'
import type * as terminalParts from './terminalParts.ts'

export interface UseTerminalScreenOptions {
  /** Absent as long as nothing is to be opened. */
  connect: ConnectTerminal | undefined
  scrollback: number
  fontSize: number
  screenReaderMode: boolean
  autoFocus: boolean
  pasteGuard: PasteGuardMode
  persistAs: string | undefined
  words: TerminalMessages
  onKey: (key: TerminalKey) => void
  onLink: (url: string | undefined) => void
  onGuardedPaste: (text: string) => void
  onExit: ((exit: ExecExit) => void) | undefined
}

export interface UsedTerminalScreen {
  /** Where the terminal is put. */
  host: RefObject<HTMLDivElement | null>
  status: TerminalStatus
  /** Absent until the code is loaded. */
  controller: TerminalController | undefined
  /** What is shown around an open terminal; loaded with it, since later there may be no connection to load it over. */
  parts: typeof terminalParts | undefined
}

/** A terminal as long as its component is there; another `connect` is another terminal. */
export function useTerminalScreen(options: UseTerminalScreenOptions): UsedTerminalScreen {
  const { connect, persistAs, scrollback, fontSize, screenReaderMode } = options
  const host = useRef<HTMLDivElement>(null)
  const latest = useLatest(options)
  const [controller, setController] = useState<TerminalController>()
  const [parts, setParts] = useState<typeof terminalParts>()
  const [failure, setFailure] = useState<TerminalStatus>()

  useEffect(() => {
    const element = host.current
    if (element === null || connect === undefined) return
    const now = latest.current
    let isGone = false
    let created: TerminalController | undefined
    // React's strict mode takes the first one away at once: it is gone before its code is there.
    void import('./terminalParts.ts').then(
      (loaded) => {
        if (isGone) return
        created = new loaded.TerminalController(element, {
          connect,
          persistAs,
          scrollback: now.scrollback,
          fontSize: now.fontSize,
          screenReaderMode: now.screenReaderMode,
          autoFocus: now.autoFocus,
          pasteGuard: now.pasteGuard,
          inputLabel: now.words.input,
          newSessionNote: now.words.newSession,
          onKey: (key) => latest.current.onKey(key),
          onLink: (url) => latest.current.onLink(url),
          onGuardedPaste: (text) => latest.current.onGuardedPaste(text),
          onExit: (exit) => latest.current.onExit?.(exit),
        })
        setParts(loaded)
        setController(created)
      },
      (error: unknown) => isGone || setFailure({ state: 'failed', error }),
    )
    return () => {
      isGone = true
      created?.[Symbol.dispose]()
      setController(undefined)
      setFailure(undefined)
    }
  }, [connect, persistAs, latest])

  const status = useSyncExternalStore(
    controller?.subscribe ?? subscribeToNothing,
    controller?.getStatus ?? getLoading,
    getLoading,
  )
  const isShown = status.state !== 'loading'
  useEffect(() => {
    if (isShown) controller?.look({ scrollback, fontSize, screenReaderMode })
  }, [controller, isShown, scrollback, fontSize, screenReaderMode])

  return { host, status: failure ?? status, controller, parts }
}

const loading: TerminalStatus = { state: 'loading' }
const getLoading = () => loading
const subscribeToNothing = () => () => undefined
