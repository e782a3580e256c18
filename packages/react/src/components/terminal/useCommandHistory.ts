import { useState } from 'react'

export interface CommandHistory {
  /** What stands in the input. */
  line: string
  edit: (line: string) => void
  /** Brings an earlier or a later line into the input. */
  go: (step: -1 | 1) => void
  /** Keeps the line as the newest one, and empties the input. */
  keep: () => void
}

interface State {
  kept: readonly string[]
  /** Place of the line in the history; behind the newest one for one of its own. */
  at: number
  line: string
  /** What was typed before the history was looked into. */
  draft: string
}

/** Lines that were typed before, as a shell brings them back with the arrow keys. */
export function useCommandHistory(): CommandHistory {
  const [{ line }, setState] = useState<State>({ kept: [], at: 0, line: '', draft: '' })
  return {
    line,
    edit: (next) => setState((state) => ({ ...state, line: next, at: state.kept.length, draft: next })),
    go: (step) => setState((state) => moved(state, step)),
    keep: () => setState(keptLine),
  }
}

function moved(state: State, step: number): State {
  const at = Math.min(state.kept.length, Math.max(0, state.at + step))
  return { ...state, at, line: state.kept[at] ?? state.draft }
}

function keptLine({ kept, line }: State): State {
  const next = kept.at(-1) === line ? kept : [...kept, line]
  return { kept: next, at: next.length, line: '', draft: '' }
}
