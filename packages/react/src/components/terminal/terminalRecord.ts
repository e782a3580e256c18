import type { ExecResumption } from '@catalyst/sdk'

/** A terminal as a page left it. */
export interface TerminalRecord {
  resumption: ExecResumption
  /** The screen with its scrollback, as text that draws it again. */
  screen: string
  columns: number
  rows: number
  /** First bytes of a character whose others had not come yet. */
  tail: readonly number[]
}

const prefix = 'catalyst.terminal.'

/** Keeps a terminal for the next page of this tab. Where nothing can be kept, the next page begins a new session. */
export function keepRecord(name: string, record: TerminalRecord): void {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(record))
  } catch {
    // Full, or not allowed.
  }
}

/** Takes a terminal that was kept, once: the tab's duplicate must not take the same session. */
export function takeRecord(name: string): TerminalRecord | undefined {
  try {
    const text = sessionStorage.getItem(prefix + name)
    sessionStorage.removeItem(prefix + name)
    return text === null ? undefined : readRecord(JSON.parse(text))
  } catch {
    return undefined
  }
}

function readRecord(value: unknown): TerminalRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { resumption, screen, columns, rows, tail } = value as Partial<TerminalRecord>
  if (typeof resumption?.session !== 'string' || !isCount(resumption.received)) return undefined
  if (typeof screen !== 'string' || !isCount(columns) || !isCount(rows) || !Array.isArray(tail)) return undefined
  return { resumption, screen, columns, rows, tail }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
