import type { LogLine } from '@catalyst/api'
import { storyNow } from './storyTime.ts'

export interface LogLinesOptions {
  /** @default 'web-5d9c7b6f4-x2x7k' */
  pod?: string | undefined
  /** @default 'app' */
  container?: string | undefined
  /** Time of the first line. @default `storyNow` */
  from?: Date | undefined
  /** Milliseconds between two lines. @default 10 */
  step?: number | undefined
  /** Text of a line by its number, which starts at 1. @default `line <number>` */
  text?: ((number: number) => string) | undefined
}

/** So many lines of one container, evenly spaced in time. */
export function logLines(count: number, options: LogLinesOptions = {}): LogLine[] {
  const { pod = 'web-5d9c7b6f4-x2x7k', container = 'app', from = storyNow, step = 10 } = options
  const { text = (number) => `line ${number}` } = options
  return Array.from({ length: count }, (_, index) => ({
    time: new Date(from.getTime() + index * step).toISOString(),
    pod,
    container,
    text: text(index + 1),
  }))
}
