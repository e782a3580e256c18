import type { Command } from '../../processes/Command.ts'
import { parseOptions } from '../parseOptions.ts'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const date: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'uRI:d:r:s:D:',
    long: { utc: 'u', date: 'd', 'iso-8601': 'I', 'rfc-email': 'R', reference: 'r' },
  }).catch(() => undefined)
  // -I takes its value attached only.
  const iso = context.args.find((argument) => /^-I/.test(argument))
  const parsed =
    iso === undefined && options !== undefined
      ? options
      : await parseOptions(
          { ...context, args: context.args.filter((argument) => argument !== iso) },
          { letters: 'uRd:r:s:D:' },
        )
  const given = parsed.value('d')
  const reference = parsed.value('r')
  const ms =
    given !== undefined
      ? parseDate(given, context.clock.now())
      : reference !== undefined
        ? context.files.node(context.path(reference)).modified
        : context.clock.now()
  if (parsed.has('s')) {
    await context.warn("can't set date: Operation not permitted")
    return 1
  }
  if (ms === undefined || Number.isNaN(ms)) {
    await context.warn(`invalid date '${given ?? ''}'`)
    return 1
  }
  const format = parsed.rest.find((argument) => argument.startsWith('+'))?.slice(1)
  const precision: Readonly<Record<string, string>> = {
    '': '%Y-%m-%d',
    date: '%Y-%m-%d',
    seconds: '%Y-%m-%dT%H:%M:%S%:z',
    minutes: '%Y-%m-%dT%H:%M%:z',
    hours: '%Y-%m-%dT%H%:z',
  }
  const chosen =
    format ??
    (iso !== undefined
      ? precision[iso.slice(2)]
      : parsed.has('R')
        ? '%a, %d %b %Y %H:%M:%S %z'
        : '%a %b %e %H:%M:%S %Z %Y')
  await context.print(`${formatDate(ms, chosen ?? '')}\n`)
  return 0
}

function parseDate(text: string, now: number): number | undefined {
  if (text.startsWith('@')) return Number(text.slice(1)) * 1000
  if (text === 'now' || text === 'today') return now
  const relative = /^([-+]?\d+) (second|minute|hour|day|week)s?( ago)?$/.exec(text)
  if (relative !== null) {
    const unit = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 }[relative[2] ?? ''] ?? 0
    return now + Number(relative[1]) * unit * 1000 * (relative[3] === undefined ? 1 : -1)
  }
  if (text === 'yesterday' || text === 'tomorrow') return now + (text === 'tomorrow' ? 1 : -1) * 86_400_000
  return Date.parse(
    /[Z+]|\d-\d\d:/.test(text.slice(10)) ? text : `${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`,
  )
}

/** As strftime(3), in UTC. */
function formatDate(ms: number, format: string): string {
  const at = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  const hour12 = at.getUTCHours() % 12 === 0 ? 12 : at.getUTCHours() % 12
  const dayOfYear = Math.floor((ms - Date.UTC(at.getUTCFullYear(), 0)) / 86_400_000) + 1
  const day = days[at.getUTCDay()] ?? ''
  const month = months[at.getUTCMonth()] ?? ''
  const values: Readonly<Record<string, string>> = {
    '%': '%',
    A: day,
    B: month,
    D: `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${two(at.getUTCFullYear() % 100)}`,
    F: at.toISOString().slice(0, 10),
    H: two(at.getUTCHours()),
    I: two(hour12),
    M: two(at.getUTCMinutes()),
    N: `${String(ms % 1000).padStart(3, '0')}000000`,
    R: at.toISOString().slice(11, 16),
    S: two(at.getUTCSeconds()),
    T: at.toISOString().slice(11, 19),
    Y: String(at.getUTCFullYear()),
    Z: 'UTC',
    a: day.slice(0, 3),
    b: month.slice(0, 3),
    d: two(at.getUTCDate()),
    e: String(at.getUTCDate()).padStart(2),
    h: month.slice(0, 3),
    j: String(dayOfYear).padStart(3, '0'),
    m: two(at.getUTCMonth() + 1),
    n: '\n',
    p: at.getUTCHours() < 12 ? 'AM' : 'PM',
    s: String(Math.floor(ms / 1000)),
    t: '\t',
    u: String(at.getUTCDay() === 0 ? 7 : at.getUTCDay()),
    w: String(at.getUTCDay()),
    y: two(at.getUTCFullYear() % 100),
    z: '+0000',
    c: `${day.slice(0, 3)} ${month.slice(0, 3)} ${String(at.getUTCDate()).padStart(2)} ${at.toISOString().slice(11, 19)} ${at.getUTCFullYear()}`,
  }
  return format.replace(/%:z/g, '+00:00').replace(/%-?(\d*)([a-zA-Z%])/g, (whole, width: string, letter: string) => {
    const value = values[letter] ?? whole
    if (letter === 'N' && width !== '') return value.slice(0, Number(width))
    return whole.startsWith('%-') ? value.replace(/^[0 ](?=\d)/, '') : value
  })
}

export const cal: Command = async (context) => {
  const now = new Date(context.clock.now())
  const [month = now.getUTCMonth() + 1, year = now.getUTCFullYear()] =
    context.args.length === 2 ? context.args.map(Number) : []
  const first = new Date(Date.UTC(year, month - 1))
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells = [
    ...Array.from({ length: first.getUTCDay() }, () => '  '),
    ...Array.from({ length: count }, (_, index) => String(index + 1).padStart(2)),
  ]
  const title = `${months[month - 1] ?? ''} ${year}`
  const rows = Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) =>
    cells.slice(row * 7, row * 7 + 7).join(' '),
  )
  await context.print(
    `${title.padStart(Math.floor((20 + title.length) / 2))}\nSu Mo Tu We Th Fr Sa\n${rows.join('\n')}\n`,
  )
  return 0
}
