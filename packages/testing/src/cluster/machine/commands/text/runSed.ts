import type { Line } from '../inputs.ts'
import type { SedAddress, SedCommand } from './parseSed.ts'

export interface SedOutput {
  text: string
  files: { path: string; text: string }[]
}

interface Feed {
  isLast: boolean
  output: SedOutput
}

/** Edits one line after the other. */
export function createSed({ program, quiet }: { program: readonly SedCommand[]; quiet: boolean }) {
  const inRange = new Map<SedCommand, { until?: number | undefined }>()
  const labels = new Map(program.map((command, index) => [command.name === ':' ? command.text : '', index]))
  let space = ''
  let hold = ''
  let number = 0
  let lastPattern: RegExp | undefined
  let exitCode: number | undefined
  /** `N` and `n` want another line: where the script goes on with it. */
  let resumeAt: { index: number; joins: boolean } | undefined

  function selects(command: SedCommand, isLast: boolean): boolean {
    const [first, second] = command.addresses
    if (first === undefined) return true
    if (second === undefined) return matches(first, isLast)
    const range = inRange.get(command)
    if (range === undefined) {
      if (!matches(first, isLast)) return false
      const until = second.type === 'plus' ? number + second.count : second.type === 'line' ? second.number : undefined
      if (until === undefined || until > number) inRange.set(command, { until })
      return true
    }
    if (range.until !== undefined ? number >= range.until : matches(second, isLast)) inRange.delete(command)
    return range.until === undefined || number <= range.until
  }

  function matches(address: SedAddress, isLast: boolean): boolean {
    switch (address.type) {
      case 'line':
        return address.number === number
      case 'last':
        return isLast
      case 'step':
        return address.step === 0
          ? number === address.first
          : number >= address.first && (number - address.first) % address.step === 0
      case 'pattern':
        return test(address.pattern)
      case 'plus':
        return false
    }
  }

  function test(pattern: RegExp | undefined): boolean {
    lastPattern = pattern ?? lastPattern
    if (lastPattern === undefined) return false
    lastPattern.lastIndex = 0
    return lastPattern.test(space)
  }

  function substitute(command: SedCommand, output: SedOutput): boolean {
    const pattern = command.pattern ?? (lastPattern === undefined ? undefined : new RegExp(lastPattern.source, 'gu'))
    if (pattern === undefined) return false
    lastPattern = pattern
    let count = 0
    let changed = false
    space = space.replace(pattern, (...found: unknown[]) => {
      count += 1
      const match = String(found[0])
      if (count < command.flags.count || (!command.flags.all && count > command.flags.count)) return match
      changed = true
      return fill(command.text, found as string[])
    })
    if (changed && command.flags.print) output.text += `${space}\n`
    if (changed && command.flags.file !== undefined) output.files.push({ path: command.flags.file, text: `${space}\n` })
    return changed
  }

  return {
    get exitCode() {
      return exitCode
    },
    feed(line: Line, { isLast, output }: Feed): void {
      number += 1
      let index = 0
      if (resumeAt === undefined) space = line.text
      else {
        space = resumeAt.joins ? `${space}\n${line.text}` : line.text
        index = resumeAt.index
        resumeAt = undefined
      }
      const ending = line.isComplete ? '\n' : ''
      let after = ''
      let substituted = false
      for (let steps = 0; index < program.length; index++) {
        // A loop of branches that never ends would stop everything else.
        if (++steps > 100_000) throw new Error('too many steps for one line')
        const command = program[index]
        if (command === undefined) break
        if (selects(command, isLast) === command.negated) {
          if (command.name === '{') index = command.end - 1
          continue
        }
        switch (command.name) {
          case 's':
            if (substitute(command, output)) substituted = true
            break
          case 'y': {
            const from = [...command.text]
            const to = [...command.target]
            space = [...space].map((character) => to[from.indexOf(character)] ?? character).join('')
            break
          }
          case 'p':
            output.text += `${space}\n`
            break
          case 'P':
            output.text += `${space.split('\n')[0] ?? ''}\n`
            break
          case 'd':
            output.text += after
            return
          case 'D': {
            const rest = space.indexOf('\n')
            output.text += after
            if (rest < 0) return
            space = space.slice(rest + 1)
            index = -1
            break
          }
          case 'q':
          case 'Q':
            exitCode = Number(command.text)
            if (command.name === 'Q') return
            index = program.length
            break
          case 'a':
            after += `${command.text}\n`
            break
          case 'i':
            output.text += `${command.text}\n`
            break
          case 'c':
            if (command.addresses.length < 2 || !inRange.has(command)) output.text += `${command.text}\n`
            output.text += after
            return
          case 'n':
          case 'N':
            if (command.name === 'n' && !quiet) output.text += `${space}\n`
            if (isLast) {
              if (command.name === 'N' && !quiet) output.text += space + ending
              output.text += after
              return
            }
            output.text += after
            resumeAt = { index: index + 1, joins: command.name === 'N' }
            return
          case 'g':
            space = hold
            break
          case 'G':
            space += `\n${hold}`
            break
          case 'h':
            hold = space
            break
          case 'H':
            hold += `\n${space}`
            break
          case 'x':
            ;[space, hold] = [hold, space]
            break
          case '=':
            output.text += `${number}\n`
            break
          case 'w':
            output.files.push({ path: command.text, text: `${space}\n` })
            break
          case 'b':
          case 't':
            if (command.name === 't' && !substituted) break
            substituted = false
            index = command.text === '' ? program.length : (labels.get(command.text) ?? program.length)
            break
          default:
            break
        }
      }
      if (!quiet) output.text += space + (after === '' ? ending : '\n')
      output.text += after
    },
  }
}

/** `&`, `\1`, `\n` and the like in the replacement. */
function fill(replacement: string, found: readonly string[]): string {
  let upper: 'U' | 'L' | undefined
  return replacement.replace(/\\([\s\S])|&|[^\\&]+/g, (whole: string, escaped?: string) => {
    if (escaped === 'U' || escaped === 'L') {
      upper = escaped
      return ''
    }
    if (escaped === 'E') {
      upper = undefined
      return ''
    }
    const plain =
      escaped === undefined
        ? whole === '&'
          ? (found[0] ?? '')
          : whole
        : /\d/.test(escaped)
          ? (found[Number(escaped)] ?? '')
          : escaped === 'n'
            ? '\n'
            : escaped === 't'
              ? '\t'
              : escaped
    return upper === 'U' ? plain.toUpperCase() : upper === 'L' ? plain.toLowerCase() : plain
  })
}
