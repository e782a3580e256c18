const levels: Record<number, string> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' }

/** Said by the line's beginning, or of no use to a person. */
const hidden = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'err', 'audit', 'requestId'])

/** One log record as a line for a person: `12:30:01 info  request method=GET status=200`. What is no record is left as it is. */
export function formatLogLine(json: string): string {
  const record = parseRecord(json)
  if (record === undefined) return json
  const { level, time, msg, err } = record
  const clock = new Date(Number(time)).toTimeString().slice(0, 8)
  const fields = Object.entries(record)
    .filter(([key, value]) => !hidden.has(key) && value !== undefined)
    .map(([key, value]) => `${key}=${formatValue(value)}`)
  const failure = stackOf(err)
  return (
    [clock, (levels[Number(level)] ?? '').padEnd(5), formatText(msg), ...fields].join(' ') +
    (failure ? `\n${failure}` : '')
  )
}

function parseRecord(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function formatValue(value: unknown): string {
  if (typeof value === 'string' && /^[\w./:@-]+$/.test(value)) return value
  return JSON.stringify(value)
}

/** Text from elsewhere may hold control characters that a terminal would obey. */
function formatText(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : ''
}

function stackOf(err: unknown): string | undefined {
  if (typeof err !== 'object' || err === null || !('stack' in err) || typeof err.stack !== 'string') return undefined
  return err.stack
    .split('\n')
    .map((line) => `  ${formatText(line)}`)
    .join('\n')
}
