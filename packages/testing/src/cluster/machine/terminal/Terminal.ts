import type { TerminalSize } from '../Process.ts'

/** A terminal as programs see it: what the kernel keeps for one, and its line discipline. */
export interface Terminal {
  /** Of `/dev/pts`. */
  readonly number: number
  readonly size: TerminalSize
  readonly modes: TerminalModes
  /** Whether what was shown last ended its row. */
  readonly isAtRowStart: boolean
  /** What was typed and not yet read. */
  readonly read: (max: number, signal?: AbortSignal) => Promise<Uint8Array | undefined>
  /** Shows bytes, line feeds as carriage return and line feed. */
  write(bytes: Uint8Array, signal?: AbortSignal): Promise<void>
  /**
   * Gives every key, as it comes, to a listener instead of the line discipline, until it is disposed of. Keys that were
   * typed ahead come first.
   */
  readonly takeKeys: (listener: KeyListener) => Disposable
}

/** Gets a key, and what gives the keys back when it is disposed of. */
export type KeyListener = (byte: number, keys: Disposable) => void

export interface TerminalModes {
  /** Whether lines are edited before they are read. */
  canonical: boolean
  echo: boolean
  /** Whether Ctrl-C and Ctrl-\ are signals. */
  signals: boolean
  /** Whether Enter is read as a line feed. */
  crToNl: boolean
  /** Whether a line feed is shown as carriage return and line feed. */
  nlToCrNl: boolean
}
