import pino, { type Logger } from 'pino'
import { formatLogLine } from './formatLogLine.ts'

export interface LoggerOptions {
  /** Lines for a person instead of JSON. */
  pretty: boolean
  write: (text: string) => void
  /** @default 'info' */
  level?: string | undefined
}

/** What could hold a credential by mistake never gets into a line. */
const secret = [
  'authorization',
  'cookie',
  'token',
  'password',
  'kubeConfig',
  '*.authorization',
  '*.cookie',
  '*.token',
  '*.password',
  '*.kubeConfig',
]

/** Without pino's worker transports: they don't survive a bundle, and lose the last lines of a process. */
export function createLogger({ pretty, write, level = 'info' }: LoggerOptions): Logger {
  const destination = { write: (line: string) => write(pretty ? `${formatLogLine(line.trimEnd())}\n` : line) }
  return pino({ level, redact: { paths: secret, censor: '[secret]' } }, destination)
}
