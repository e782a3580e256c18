import type { LogSeverity } from './LogSeverity.ts'

/** How far into a line its severity is looked for: what comes later is mostly the message. */
const reach = 240

const words: Readonly<Record<string, LogSeverity>> = {
  fatal: 'error',
  critical: 'error',
  crit: 'error',
  emerg: 'error',
  emergency: 'error',
  alert: 'error',
  panic: 'error',
  severe: 'error',
  error: 'error',
  err: 'error',
  warning: 'warning',
  warn: 'warning',
  notice: 'info',
  info: 'info',
  information: 'info',
  debug: 'debug',
  trace: 'debug',
  verbose: 'debug',
}

const names = Object.keys(words).join('|')
// Of what programs write, most telling first: a field, a word in brackets or capitals, a word that a colon follows.
const field = new RegExp(
  `(?:^|[\\s{,;])["']?(?:level|lvl|severity|loglevel|log\\.level|levelname)["']?\\s*[:=]\\s*["']?(${names})\\b`,
  'i',
)
const numericField = /"level"\s*:\s*(10|20|30|40|50|60)\b/
const bracketed = new RegExp(`[[(<](${names})\\s*[\\])>]`, 'i')
const shouted = new RegExp(`(?:^|[^\\w-])(${names.toUpperCase()})(?![\\w-])`)
const leading = new RegExp(`^\\W*(${names})\\s*:`, 'i')
const afterTime = new RegExp(`^[\\dT:.,/Z+\\-\\s[\\]]{8,}(${names})\\b`, 'i')
/** @see https://github.com/kubernetes/klog#log-format */
const klog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/
const klogSeverities: Readonly<Record<string, LogSeverity>> = { I: 'info', W: 'warning', E: 'error', F: 'error' }
const exception =
  /^(?:Uncaught |Unhandled |Exception in thread |Traceback \(most recent|panic: |[\w.$]+(?:Error|Exception)\b)/
/** @see https://getpino.io/#/docs/api?id=loggerlevels-object */
const pinoSeverities: Readonly<Record<string, LogSeverity>> = {
  10: 'debug',
  20: 'debug',
  30: 'info',
  40: 'warning',
  50: 'error',
  60: 'error',
}

/** The severity that a line itself tells of, without escape sequences; `undefined` when it tells of none. */
export function detectSeverity(line: string): LogSeverity | undefined {
  const text = line.length > reach ? line.slice(0, reach) : line
  const initial = klog.exec(text)?.[1]
  if (initial !== undefined) return klogSeverities[initial]
  for (const pattern of [field, bracketed, shouted, leading, afterTime]) {
    const word = pattern.exec(text)?.[1]
    if (word !== undefined) return words[word.toLowerCase()]
  }
  const number = numericField.exec(text)?.[1]
  if (number !== undefined) return pinoSeverities[number]
  return exception.test(text) ? 'error' : undefined
}

/** Whether a line goes on with what the one before began: an indented line, a frame of a stack trace, a closing bracket. */
export function isContinuation(line: string): boolean {
  return /^(?:\s+\S|[}\])]|Caused by:|\.\.\. \d+ more|File ")/.test(line)
}
