import type { ExecResult } from '@catalyst/api'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { OutputLines } from './OutputLines.tsx'
import type { TerminalMessages } from './terminalMessages.ts'

/** Runs one command line and answers what it gave. */
export type RunCommand = (line: string, signal: AbortSignal) => Promise<ExecResult>

export interface SimpleTerminalProps {
  run: RunCommand
  words: TerminalMessages
}

interface Entry {
  line: string
  output: string
  exitCode: number | undefined
  truncated: boolean
}

/** Command by command, where no WebSocket gets through: each line is a request, each answer is printed. Renders a `<form>`. */
export function SimpleTerminal({ run, words }: SimpleTerminalProps): ReactNode {
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [line, setLine] = useState('')
  const [running, setRunning] = useState<string>()
  const output = useRef<HTMLDivElement>(null)
  const abort = useRef<AbortController>(undefined)

  useEffect(() => () => abort.current?.abort(), [])
  useEffect(() => {
    output.current?.scrollTo({ top: output.current.scrollHeight })
  }, [entries, running])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (line.trim() === '' || running !== undefined) return
    setLine('')
    setRunning(line)
    const controller = new AbortController()
    abort.current = controller
    void runAndTell(run, line, controller.signal).then((entry) => {
      if (controller.signal.aborted) return
      setRunning(undefined)
      setEntries((before) => [...before.slice(-199), entry])
    })
  }

  return (
    <form className="catalyst-simple" onSubmit={submit}>
      <div ref={output} className="catalyst-simple-output" role="log" aria-label={words.output} tabIndex={0}>
        <p className="catalyst-muted">{words.simpleIntro}</p>
        {entries.map((entry, index) => (
          <div key={index} className="catalyst-simple-entry">
            <p>$ {entry.line}</p>
            {entry.output !== '' && (
              <pre>
                <OutputLines output={entry.output} />
              </pre>
            )}
            {entry.truncated && <p className="catalyst-muted">{words.truncated}</p>}
            {entry.exitCode !== undefined && entry.exitCode !== 0 && (
              <p className="catalyst-muted">{words.exitCode(entry.exitCode)}</p>
            )}
          </div>
        ))}
        {running !== undefined && <p>$ {running}</p>}
      </div>
      <div className="catalyst-simple-input">
        <label className="catalyst-field">
          <span aria-hidden="true">$</span>
          <input
            type="text"
            value={line}
            aria-label={words.command}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => setLine(event.target.value)}
          />
        </label>
        <button type="submit" className="catalyst-button" aria-disabled={running !== undefined}>
          {running === undefined ? words.run : words.running}
        </button>
      </div>
    </form>
  )
}

async function runAndTell(run: RunCommand, line: string, signal: AbortSignal): Promise<Entry> {
  try {
    const { stdout, stderr, exitCode, truncated } = await run(line, signal)
    return { line, output: stdout + stderr, exitCode, truncated }
  } catch (error) {
    return {
      line,
      output: error instanceof Error ? error.message : String(error),
      exitCode: undefined,
      truncated: false,
    }
  }
}
