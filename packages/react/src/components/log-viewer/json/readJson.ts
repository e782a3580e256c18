import { plainText } from '../ansi/escapes.ts'
import type { LogSeverity } from '../severity/LogSeverity.ts'
import { detectSeverity } from '../severity/detectSeverity.ts'

/** A line that is a JSON object, taken apart as it is read. */
export interface JsonLine {
  /** Its level as it was written, in capitals; empty when it has none. */
  level: string
  severity: LogSeverity | undefined
  message: string
  /** What else it holds, but for the time: ` key=value` each. */
  fields: string
  value: Readonly<Record<string, unknown>>
}

/** Characters above which a line is not taken apart: it is data then, not a message. */
const longest = 100_000

const messageKeys = ['msg', 'message', '@message', '@m', 'event', 'log', 'text']
const levelKeys = ['level', 'severity', 'lvl', 'log.level', 'levelname', 'loglevel', '@level', '@l']
const timeKeys = new Set(['time', 'ts', 'timestamp', '@timestamp', '@t', 'datetime'])
/** @see https://getpino.io/#/docs/api?id=loggerlevels-object */
const levelNumbers: Readonly<Record<string, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
}

/** Takes a line apart that is a JSON object and nothing else; `undefined` for any other. */
export function readJson(line: string): JsonLine | undefined {
  if (!/^\s*\{/.test(line) || line.length > longest || !/\}\s*$/.test(line)) return undefined
  const value = parse(line)
  if (value === undefined) return undefined
  const messageKey = messageKeys.find((key) => typeof value[key] === 'string')
  const levelKey = levelKeys.find((key) => typeof value[key] === 'string' || typeof value[key] === 'number')
  const level = levelKey === undefined ? '' : levelName(String(value[levelKey]))
  const fields = Object.entries(value)
    .filter(([key]) => key !== messageKey && key !== levelKey && !timeKeys.has(key))
    .map(([key, field]) => `${key}=${fieldText(field)}`)
  return {
    level,
    severity: level === '' ? undefined : detectSeverity(level),
    message: messageKey === undefined ? '' : oneLine(String(value[messageKey])),
    fields: fields.join(' '),
    value,
  }
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    // Braces around something that is no JSON are common; such a line is shown as it is.
    return undefined
  }
}

function levelName(level: string): string {
  return levelNumbers[level] ?? oneLine(level).toUpperCase()
}

function fieldText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return value === '' || /[\s"=]/.test(value) ? JSON.stringify(value) : plainText(value)
}

/** A row is one line high. */
function oneLine(text: string): string {
  return plainText(text.replace(/\s*[\r\n]+\s*/g, ' ⏎ '))
}
