import { unescapeEcho } from '../shell/builtins/echo.ts'
import { unescapeAnsi } from '../shell/unescape.ts'

const directive = /%%|%([-+ #0]*)(\*|\d+)?(?:\.(\*|-?\d*))?[hlLqjzt]*([diouxXeEfFgGcsbq])/g

/** What `printf` writes: the format as often as there are values for it. */
export function formatPrintf(format: string, values: readonly string[]): { text: string; errors: string[] } {
  const errors: string[] = []
  const pieces = unescapeFormat(format)
  let next = 0
  let text = ''
  let isStopped = false
  do {
    const before = next
    let last = 0
    for (const found of pieces.matchAll(directive)) {
      text += pieces.slice(last, found.index)
      last = found.index + found[0].length
      if (found[0] === '%%') {
        text += '%'
        continue
      }
      const take = () => values[next++]
      const [, flags = '', rawWidth, rawPrecision, conversion = 's'] = found
      const width = rawWidth === '*' ? Number(take() ?? 0) : Number(rawWidth ?? 0)
      const precision =
        rawPrecision === undefined ? undefined : Number(rawPrecision === '*' ? (take() ?? 0) : rawPrecision)
      const value = take()
      const converted = convert(value, { flags, precision, conversion, errors })
      text += pad(converted, {
        flags,
        width,
        isNumber: /[diouxXeEfFgG]/.test(conversion) && !(precision !== undefined && /[diouxX]/.test(conversion)),
      })
      if (conversion === 'b' && /(?<!\\)(?:\\\\)*\\c/.test(value ?? '')) {
        isStopped = true
        break
      }
    }
    if (!isStopped) text += pieces.slice(last)
    if (next === before) break
  } while (next < values.length && !isStopped)
  return { text, errors }
}

function unescapeFormat(format: string): string {
  const stop = format.search(/(?<!\\)(?:\\\\)*\\c/)
  return unescapeAnsi(stop < 0 ? format : format.slice(0, format.indexOf('\\c', stop)))
}

interface Conversion {
  flags: string
  precision: number | undefined
  conversion: string
  errors: string[]
}

function convert(value: string | undefined, { flags, precision, conversion, errors }: Conversion): string {
  const cut = (text: string) => (precision === undefined ? text : [...text].slice(0, precision).join(''))
  switch (conversion) {
    case 's':
      return cut(value ?? '')
    case 'b': {
      const text = value ?? ''
      const stop = text.search(/(?<!\\)(?:\\\\)*\\c/)
      return cut(unescapeEcho(stop < 0 ? text : text.slice(0, text.indexOf('\\c', stop))))
    }
    case 'c':
      return [...(value ?? '')][0] ?? ''
    case 'q':
      return value === undefined || /[^\w@%+=:,./-]/.test(value) ? `'${(value ?? '').replaceAll("'", `'\\''`)}'` : value
    case 'd':
    case 'i':
    case 'o':
    case 'u':
    case 'x':
    case 'X':
      return formatInteger(toInteger(value, errors), { flags, precision, conversion })
    default:
      return formatFloat(toFloat(value, errors), { flags, precision: precision ?? 6, conversion })
  }
}

function toInteger(value: string | undefined, errors: string[]): bigint {
  const text = (value ?? '').trim()
  if (text === '') return 0n
  if (/^["']/.test(text)) return BigInt(text.codePointAt(1) ?? 0)
  const found = /^([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)(.*)$/.exec(text)
  if (found === null || found[3] !== '') errors.push(`invalid number '${value ?? ''}'`)
  if (found === null) return 0n
  const [, sign, digits = '0'] = found
  const number = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return sign === '-' ? -number : number
}

function toFloat(value: string | undefined, errors: string[]): number {
  const text = (value ?? '').trim()
  if (text === '') return 0
  if (/^["']/.test(text)) return text.codePointAt(1) ?? 0
  const number = Number(text)
  if (Number.isNaN(number)) errors.push(`invalid number '${text}'`)
  return Number.isNaN(number) ? 0 : number
}

function formatInteger(value: bigint, { flags, precision, conversion }: Omit<Conversion, 'errors'>): string {
  const isSigned = conversion === 'd' || conversion === 'i'
  const radix = conversion === 'o' ? 8 : /x/i.test(conversion) ? 16 : 10
  const magnitude = isSigned ? (value < 0n ? -value : value) : BigInt.asUintN(64, value)
  let digits = magnitude.toString(radix).padStart(precision ?? 0, '0')
  if (conversion === 'X') digits = digits.toUpperCase()
  if (flags.includes('#') && magnitude !== 0n)
    digits = (radix === 16 ? `0${conversion}` : radix === 8 ? '0' : '') + digits
  return sign(isSigned && value < 0n, isSigned ? flags : '') + digits
}

function formatFloat(value: number, { flags, precision = 6, conversion }: Omit<Conversion, 'errors'>): string {
  const magnitude = Math.abs(value)
  const digits = Math.min(Math.max(precision, 0), 100)
  const exponential = (text: string) => text.replace(/e([-+])(\d)$/, 'e$10$2')
  let text: string
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? 'nan' : 'inf'
  else if (/f/i.test(conversion)) text = magnitude.toFixed(digits)
  else if (/e/i.test(conversion)) text = exponential(magnitude.toExponential(digits))
  else {
    const significant = Math.max(digits, 1)
    const exponent = magnitude === 0 ? 0 : Number(magnitude.toExponential(significant - 1).split('e')[1])
    text =
      exponent < -4 || exponent >= significant
        ? exponential(magnitude.toExponential(significant - 1))
        : magnitude.toFixed(significant - 1 - exponent)
    if (!flags.includes('#') && text.includes('.')) text = text.replace(/\.?0+(?=e|$)/, '')
  }
  return sign(value < 0, flags) + (/[A-Z]/.test(conversion) ? text.toUpperCase() : text)
}

function sign(isNegative: boolean, flags: string): string {
  return isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
}

function pad(text: string, { flags, width, isNumber }: { flags: string; width: number; isNumber: boolean }): string {
  const missing = Math.abs(width) - [...text].length
  if (missing <= 0) return text
  if (flags.includes('-') || width < 0) return text + ' '.repeat(missing)
  if (flags.includes('0') && isNumber) return text.replace(/^([-+ ]?(?:0[xX])?)/, `$1${'0'.repeat(missing)}`)
  return ' '.repeat(missing) + text
}
