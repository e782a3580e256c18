import { toText } from '../streams/text.ts'

/** Text that was typed, or a key with a name: `ctrl-a`, `up`, `alt-b`. */
export type Key = { text: string } | { name: string }

const finals: Readonly<Record<string, string>> = { A: 'up', B: 'down', C: 'right', D: 'left', F: 'end', H: 'home' }
const numbered: Readonly<Record<string, string>> = { 1: 'home', 3: 'delete', 4: 'end', 7: 'home', 8: 'end' }

/** Makes keys of the bytes that a terminal sends for them. */
export function createKeyDecoder(onKey: (key: Key) => void): (byte: number) => void {
  let pending: number[] = []

  return function decode(byte) {
    pending.push(byte)
    const key = toKey(pending)
    if (key === undefined) return
    pending = []
    if (key !== 'nothing') onKey(key)
  }
}

/** Undefined: there is more to come. */
function toKey(bytes: readonly number[]): Key | 'nothing' | undefined {
  const [first = 0, second] = bytes
  if (first === 27) return second === undefined ? undefined : toEscapedKey(toText(Uint8Array.from(bytes.slice(1))))
  if (first === 127) return { name: 'backspace' }
  if (first < 32)
    return {
      name: first === 13 || first === 10 ? 'enter' : first === 9 ? 'tab' : `ctrl-${String.fromCharCode(first + 96)}`,
    }
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
  return bytes.length < length ? undefined : { text: toText(Uint8Array.from(bytes)) }
}

function toEscapedKey(rest: string): Key | 'nothing' | undefined {
  if (rest.startsWith('[') || rest.startsWith('O')) {
    const found = /^[[O]([0-9;]*)([@-~])$/.exec(rest)
    if (found === null) return /^[[O][0-9;]*$/.test(rest) ? undefined : 'nothing'
    const [, numbers = '', final = ''] = found
    const name = final === '~' ? numbered[numbers.split(';')[0] ?? ''] : finals[final]
    if (name === undefined) return 'nothing'
    return { name: /;[357]$/.test(numbers) ? `ctrl-${name}` : name }
  }
  return { name: rest === '\x7f' ? 'alt-backspace' : `alt-${rest}` }
}
