import { isTrue } from '../isTrue.ts'
import type { CommandOptions } from './CommandChannels.ts'

/** A terminal has no stderr of its own. */
export function parseCommandOptions(query: URLSearchParams): CommandOptions {
  const tty = isTrue(query, 'tty')
  const stderr = isTrue(query, 'stderr') && !tty
  const [stdin, stdout] = [isTrue(query, 'stdin'), isTrue(query, 'stdout')]
  return { tty, stdin, stdout, stderr, argv: query.getAll('command') }
}
