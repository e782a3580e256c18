import type { ExecExit, ExecTarget } from '@catalyst/sdk'
import { forwardRef, lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react'
import type { ConnectTerminal } from '../../hooks/TerminalSession.ts'
import { useLatest } from '../../internals/useLatest.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { useCatalystClient } from '../../provider/useCatalystClient.ts'
import { sinceText } from './sinceText.ts'
import type { TerminalContainer } from './terminalContainers.ts'
import { terminalMessages, type TerminalMessages } from './terminalMessages.ts'
import { TerminalView, type TerminalViewProps } from './TerminalView.tsx'
import { useTerminalContainer } from './useTerminalContainer.ts'

const SimpleTerminal = lazy(async () => ({ default: (await import('./SimpleTerminal.tsx')).SimpleTerminal }))
const TerminalTools = lazy(async () => ({ default: (await import('./TerminalTools.tsx')).TerminalTools }))

export interface TerminalProps extends Omit<TerminalViewProps, 'connect' | 'note'> {
  /** The container; without `container` the pod's default one. */
  target: ExecTarget
  /**
   * Called when the reader chooses another container. With it the choice is the app's: give it back in `target`. Without it the
   * terminal keeps it.
   */
  onContainerChange?: ((container: string) => void) | undefined
  /** What to run. @default the best shell that the container has */
  command?: readonly string[] | undefined
  /** Whether commands are sent one by one instead, as is done by itself where no WebSocket gets through. @default false */
  simple?: boolean | undefined
}

/**
 * A shell in a container: interactive, kept through short losses of the connection. The container can be chosen, and a debug container
 * added by who may; a shell in a container that does not run yet opens when it does. Where no WebSocket gets through, commands are
 * sent one by one, and it says so. Needs a `CatalystProvider`. Renders a `<section>`, with the attributes that `TerminalView` tells
 * of; `data-mode` is `interactive` or `simple`. Give it a height.
 */
export const Terminal = withBoundary(
  forwardRef<HTMLElement, TerminalProps>(function Terminal(
    { target, onContainerChange, command, simple = false, persistAs, onExit, tools, ...viewProps },
    ref,
  ) {
    const client = useCatalystClient()
    const words = useMessages('terminal', terminalMessages, viewProps.messages)
    const [mode, setMode] = useState<'interactive' | 'simple' | 'blocked'>(simple ? 'simple' : 'interactive')
    const choice = useTerminalContainer(target, onContainerChange)
    const { named, container, current, isReady } = choice
    const [restarts, setRestarts] = useState<number>()
    const latest = useLatest({ current, onExit })
    // A text, because callers write targets as literals, which are new objects with every render.
    const what = JSON.stringify({ target: { ...target, container: named }, command })
    const asked = useMemo(() => JSON.parse(what) as { target: ExecTarget; command?: string[] }, [what])
    const connect = useCallback<ConnectTerminal>(
      (options) => {
        setRestarts(latest.current.current?.restarts)
        return client.exec(asked.target, { command: asked.command, tty: true, ...options })
      },
      [client, asked, latest],
    )
    const onEnd = (exit: ExecExit) => {
      if (exit.reason === 'Blocked') setMode('blocked')
      onExit?.(exit)
    }
    const allTools = (
      <>
        <Suspense fallback={null}>
          <TerminalTools choice={choice} target={target} words={words} />
        </Suspense>
        {tools}
      </>
    )

    if (mode !== 'interactive') {
      return (
        <Suspense fallback={<TerminalView {...viewProps} connect={undefined} note={words.loading} />}>
          <SimpleTerminal
            ref={ref}
            {...viewProps}
            target={asked.target}
            words={words}
            tools={allTools}
            notice={mode === 'blocked' ? words.blocked : undefined}
            onInteractive={() => setMode('interactive')}
          />
        </Suspense>
      )
    }
    return (
      <TerminalView
        ref={ref}
        data-mode="interactive"
        {...viewProps}
        connect={isReady ? connect : undefined}
        persistAs={persistAs === undefined ? undefined : `${persistAs} ${what}`}
        tools={allTools}
        note={isReady ? sinceText(choice.pod, { container, restarts }, words) : waitingText(current, words)}
        onExit={onEnd}
      />
    )
  }),
)

function waitingText(container: TerminalContainer | undefined, words: TerminalMessages): ReactNode {
  if (container === undefined) return undefined
  const { name, state, reason } = container
  return state === 'terminated' ? words.notRunning(name, reason) : words.waiting(name, reason)
}
