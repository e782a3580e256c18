import type { ExecExit } from '@catalyst/sdk'
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react'
import { useLatest } from '../../internals/useLatest.ts'
import { TerminalController, type ConnectTerminal, type TerminalStatus } from './TerminalController.ts'
import type { TerminalMessages } from './terminalMessages.ts'

export interface UseTerminalOptions {
  connect: ConnectTerminal
  scrollback: number
  fontSize: number
  screenReaderMode: boolean
  autoFocus: boolean
  words: TerminalMessages
  onLeave: () => void
  onExit: ((exit: ExecExit) => void) | undefined
}

export interface UsedTerminal {
  /** Where the terminal is put. */
  host: RefObject<HTMLDivElement | null>
  status: TerminalStatus
  reconnect: () => void
}

/** A terminal as long as its component is there; another `connect` is another terminal. */
export function useTerminal(options: UseTerminalOptions): UsedTerminal {
  const { connect, screenReaderMode } = options
  const host = useRef<HTMLDivElement>(null)
  const latest = useLatest(options)
  const [controller, setController] = useState<TerminalController>()

  useEffect(() => {
    if (host.current === null) return
    const { scrollback, fontSize, screenReaderMode, autoFocus, words } = latest.current
    const created = new TerminalController(host.current, {
      connect,
      scrollback,
      fontSize,
      screenReaderMode,
      autoFocus,
      inputLabel: words.input,
      newSessionNote: words.newSession,
      onLeave: () => latest.current.onLeave(),
      onExit: (exit) => latest.current.onExit?.(exit),
    })

    setController(created)
    return () => created[Symbol.dispose]()
  }, [connect, latest])

  useEffect(() => controller?.setScreenReaderMode(screenReaderMode), [controller, screenReaderMode])

  const status = useSyncExternalStore(
    controller?.subscribe ?? subscribeToNothing,
    controller?.getStatus ?? getLoading,
    getLoading,
  )
  return { host, status, reconnect: () => controller?.reconnect() }
}

const loading: TerminalStatus = { state: 'loading' }
const getLoading = () => loading
const subscribeToNothing = () => () => undefined
