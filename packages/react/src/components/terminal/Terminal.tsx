import type { ExecTarget } from '@catalyst/sdk'
import { forwardRef, useCallback, useMemo, useState } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { useCatalystClient } from '../../provider/useCatalystClient.ts'
import { SimpleTerminal } from './SimpleTerminal.tsx'
import type { ConnectTerminal, TerminalStatus } from './TerminalController.ts'
import { terminalMessages } from './terminalMessages.ts'
import { TerminalView, type TerminalViewProps } from './TerminalView.tsx'

export interface TerminalProps extends Omit<TerminalViewProps, 'connect' | 'endActions'> {
  /** The container; without `container` the pod's default one. */
  target: ExecTarget
  /** What to run. @default the best shell that the container has */
  command?: readonly string[] | undefined
  /** Whether commands are sent one by one instead, where no WebSocket gets through. @default false */
  simple?: boolean | undefined
}

/**
 * A shell in a container: interactive, kept through short losses of the connection; where no WebSocket gets through it offers to
 * send commands one by one. Needs a `CatalystProvider`. Renders a `<section>`, with the attributes that `TerminalView` tells of;
 * `data-mode` is `interactive` or `simple`. Give it a height.
 */
export const Terminal = forwardRef<HTMLElement, TerminalProps>(function Terminal(
  { target, command, simple = false, ...viewProps },
  ref,
) {
  const client = useCatalystClient()
  const [isSimple, setIsSimple] = useState(simple)
  const words = useMessages('terminal', terminalMessages, viewProps.messages)
  // A text, because callers write targets as literals, which are new objects with every render.
  const what = JSON.stringify({ target, command })
  const asked = useMemo(() => JSON.parse(what) as Pick<TerminalProps, 'target' | 'command'>, [what])
  const connect = useCallback<ConnectTerminal>(
    ({ size, signal }) => client.exec(asked.target, { command: asked.command, tty: true, size, signal }),
    [client, asked],
  )

  if (isSimple) {
    const { className, style, id } = viewProps
    return (
      <section
        ref={ref}
        id={id}
        className={classNames('catalyst', 'catalyst-terminal', className)}
        style={style}
        aria-label={words.terminal}
        data-mode="simple"
      >
        <SimpleTerminal
          run={(line, signal) => {
            const { container, ...pod } = asked.target
            return client.pods.exec(pod, { container, command: ['sh', '-c', line] }, { signal })
          }}
          words={words}
        />
        <div className="catalyst-terminal-bar">
          <button type="button" className="catalyst-link" onClick={() => setIsSimple(false)}>
            {words.interactiveMode}
          </button>
        </div>
      </section>
    )
  }
  return (
    <TerminalView
      ref={ref}
      connect={connect}
      data-mode="interactive"
      endActions={(status) =>
        isBlocked(status) && (
          <button type="button" className="catalyst-button" onClick={() => setIsSimple(true)}>
            {words.simpleMode}
          </button>
        )
      }
      {...viewProps}
    />
  )
})

/** No session ever opened, and nobody said why: something on the way lets no WebSocket through. */
function isBlocked({ exit, wasOpen }: Extract<TerminalStatus, { state: 'ended' }>): boolean {
  return !wasOpen && exit.exitCode === undefined && exit.problem === undefined
}
