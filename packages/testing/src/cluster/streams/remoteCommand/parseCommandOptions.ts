import { isTrue } from '../isTrue.ts'
import type { CommandOptions } from './CommandChannels.ts'

/** A terminal has no stderr of its own. */
export function parseCommandOptions(query: URLSearchParams): CommandOptions {
  const tty = isTrue(query, 'tty')
  const stderr = isTrue(query, 'stderr') && !tty
  return { tty, stderr, stdin: isTrue(query, 'stdin'), stdout: isTrue(query, 'stdout') }
}
