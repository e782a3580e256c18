import type { ReactNode } from 'react'
import { OutputLines } from './OutputLines.tsx'
import type { TerminalMessages } from './terminalMessages.ts'

/** A command that was run, and what came of it. */
export interface Entry {
  line: string
  output: string
  exitCode?: number | undefined
  truncated?: boolean | undefined
  /** Why nothing came of it. */
  problem?: string | undefined
}

/** One command with its output. Renders a `<div>`. */
export function CommandEntry({ entry, words }: { entry: Entry; words: TerminalMessages }): ReactNode {
  const { line, output, exitCode, truncated, problem } = entry
  return (
    <div className="catalyst-simple-entry">
      <p>$ {line}</p>
      {output !== '' && (
        <pre>
          <OutputLines output={output} />
        </pre>
      )}
      {truncated === true && <p className="catalyst-muted">{words.truncated}</p>}
      {exitCode !== undefined && exitCode !== 0 && <p className="catalyst-muted">{words.exitCode(exitCode)}</p>}
      {problem !== undefined && <p className="catalyst-terminal-problem">{problem}</p>}
    </div>
  )
}
