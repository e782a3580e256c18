import type { ExecTarget } from '@catalyst/sdk'
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import { useExec } from '../../hooks/useExec.ts'
import { CommandEntry, type Entry } from './CommandEntry.tsx'
import type { TerminalMessages } from './terminalMessages.ts'
import { useCommandHistory } from './useCommandHistory.ts'

export interface CommandLinesProps {
  target: ExecTarget
  words: TerminalMessages
}

/** Entries that are kept on the screen. */
const mostEntries = 200

/**
 * Command by command, where no WebSocket gets through: each line is a request, each answer is printed. Arrow keys bring earlier lines
 * back. Renders a `<form>`.
 */
export function CommandLines({ target, words }: CommandLinesProps): ReactNode {
  const { mutateAsync: run } = useExec(target)
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const history = useCommandHistory()
  const [running, setRunning] = useState<{ line: string; abort: AbortController }>()
  const output = useRef<HTMLDivElement>(null)
  const current = useRef<AbortController>(undefined)

  useEffect(() => () => current.current?.abort(), [])
  useEffect(() => {
    output.current?.scrollTo({ top: output.current.scrollHeight })
  }, [entries, running])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { line } = history
    if (line.trim() === '' || running !== undefined) return
    history.keep()
    const abort = (current.current = new AbortController())
    setRunning({ line, abort })
    void run({ command: ['sh', '-c', line], signal: abort.signal })
      .then(
        ({ stdout, stderr, exitCode, truncated }): Entry => ({ line, output: stdout + stderr, exitCode, truncated }),
        (error: unknown): Entry => ({
          line,
          output: '',
          problem: abort.signal.aborted ? words.stopped : error instanceof Error ? error.message : String(error),
        }),
      )
      .then((entry) => {
        setRunning(undefined)
        setEntries((before) => [...before.slice(1 - mostEntries), entry])
      })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    history.go(event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <form className="catalyst-simple" onSubmit={submit}>
      <div ref={output} className="catalyst-simple-output" role="log" aria-label={words.output} tabIndex={0}>
        <p className="catalyst-muted">{words.simpleIntro}</p>
        {entries.map((entry, index) => (
          <CommandEntry key={index} entry={entry} words={words} />
        ))}
        {running !== undefined && <p>$ {running.line}</p>}
      </div>
      <div className="catalyst-simple-input">
        <label className="catalyst-field">
          <span aria-hidden="true">$</span>
          <input
            type="text"
            value={history.line}
            aria-label={words.command}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => history.edit(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </label>
        {running === undefined ? (
          <button type="submit" className="catalyst-button">
            {words.run}
          </button>
        ) : (
          <button type="button" className="catalyst-button" onClick={() => running.abort.abort()}>
            {words.stop}
          </button>
        )}
      </div>
    </form>
  )
}
