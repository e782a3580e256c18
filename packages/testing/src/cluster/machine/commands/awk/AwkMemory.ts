import { posixPattern } from '../text/posixPattern.ts'
import { AwkInput, type AwkValue, toNumber, toText } from './AwkValue.ts'

/** Parameters and local names of a function that runs. */
export type AwkFrame = Map<string, AwkValue | Map<string, AwkValue>>

/** Variables, arrays and the line that is being looked at. */
export class AwkMemory {
  readonly frames: AwkFrame[] = []
  readonly #variables = new Map<string, AwkValue>([
    ['FS', ' '],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['RS', '\n'],
    ['NR', 0],
    ['NF', 0],
    ['FNR', 0],
    ['SUBSEP', '\x1c'],
    ['RSTART', 0],
    ['RLENGTH', -1],
    ['FILENAME', ''],
  ])
  readonly #arrays: Map<string, Map<string, AwkValue>>
  #fields: string[] = []
  #record = ''

  constructor(environment: Readonly<Record<string, string>>) {
    const values = Object.entries(environment).map(([name, value]) => [name, new AwkInput(value)] as const)
    this.#arrays = new Map([['ENVIRON', new Map<string, AwkValue>(values)]])
  }

  /** The whole line, `$0`. */
  get record(): string {
    return this.#record
  }

  variable(name: string): AwkValue {
    const own = this.frames.at(-1)?.get(name)
    return own !== undefined && !(own instanceof Map) ? own : (this.#variables.get(name) ?? new AwkInput(''))
  }

  text(name: string): string {
    return toText(this.variable(name))
  }

  /** Of the program, whatever a function calls by the same name. */
  setGlobal(name: string, value: AwkValue): void {
    this.#variables.set(name, value)
  }

  setVariable(name: string, value: AwkValue): void {
    const frame = this.frames.at(-1)
    if (frame?.has(name) === true) frame.set(name, value)
    else this.#variables.set(name, value)
    if (name !== 'NF') return
    const count = toNumber(value)
    this.#fields = Array.from({ length: count }, (_, index) => this.#fields[index] ?? '')
    this.#joinFields()
  }

  isArray(name: string): boolean {
    return this.#arrays.has(name) || this.frames.at(-1)?.get(name) instanceof Map
  }

  /** The array of a name, made at its first use. */
  array(name: string): Map<string, AwkValue> {
    const frame = this.frames.at(-1)
    const own = frame?.get(name)
    if (own instanceof Map) return own
    if (frame?.has(name) === true) {
      const made = new Map<string, AwkValue>()
      frame.set(name, made)
      return made
    }
    const known = this.#arrays.get(name) ?? new Map<string, AwkValue>()
    this.#arrays.set(name, known)
    return known
  }

  /** Gives a name the array that a function has made of it. */
  setArray(name: string, array: Map<string, AwkValue>): void {
    const frame = this.frames.at(-1)
    if (frame?.has(name) === true) frame.set(name, array)
    else this.#arrays.set(name, array)
  }

  setRecord(text: string): void {
    this.#record = text
    this.#fields = splitText(text, this.text('FS'))
    this.#variables.set('NF', this.#fields.length)
  }

  field(index: number): AwkInput {
    return new AwkInput(index === 0 ? this.#record : (this.#fields[index - 1] ?? ''))
  }

  setField(index: number, text: string): void {
    if (index === 0) return this.setRecord(text)
    while (this.#fields.length < index) this.#fields.push('')
    this.#fields[index - 1] = text
    this.#variables.set('NF', this.#fields.length)
    this.#joinFields()
  }

  #joinFields(): void {
    this.#record = this.#fields.join(this.text('OFS'))
  }
}

/** Divides as `FS` and `split` do: a blank means any white space, one character itself, more an expression. */
export function splitText(text: string, separator: string | RegExp): string[] {
  if (text === '') return []
  if (separator === '') return [...text]
  if (separator === ' ') return text.split(/\s+/).filter((field) => field !== '')
  if (typeof separator !== 'string' || separator.length === 1) return text.split(separator)
  return text.split(posixPattern(separator, { extended: true }))
}
