import type { TerminalSize } from '@catalyst/api'

export interface CommandResult {
  stdout: string
  exitCode: number
}

/** A tiny shell: `echo`, `$((…))`, `stty size`, `ls`, `colors`, `flood`, `true`, `false`, `exit`. */
export function runCommand(line: string, size: TerminalSize = { columns: 80, rows: 24 }): CommandResult {
  const [name = '', ...words] = line.trim().split(/\s+/)
  const rest = words.join(' ')
  switch (name) {
    case '':
    case 'true':
      return { stdout: '', exitCode: 0 }
    case 'false':
      return { stdout: '', exitCode: 1 }
    case 'echo':
      return {
        stdout: `${evaluate(rest).replace(/^(['"])(.*)\1$/, '$2')}\n`,
        exitCode: 0,
      }
    case 'stty':
      return { stdout: `${size.rows} ${size.columns}\n`, exitCode: 0 }
    case 'ls':
      return { stdout: '\x1b[34mnode_modules\x1b[0m  \x1b[34msrc\x1b[0m  package.json  README.md\n', exitCode: 0 }
    case 'pwd':
      return { stdout: '/app\n', exitCode: 0 }
    case 'colors':
      return {
        stdout: `${[31, 32, 33, 34, 35, 36].map((code) => `\x1b[${code}mcolour ${code}\x1b[0m`).join(' ')}\n`,
        exitCode: 0,
      }
    case 'flood':
      return { stdout: `${'y'.repeat(78)}\n`.repeat(Number(rest) || 10_000), exitCode: 0 }
    default:
      return { stdout: `sh: ${name}: not found\n`, exitCode: 127 }
  }
}

/** What `sh -c` would be given, or the words joined. */
export function commandLine(command: readonly string[]): string {
  return command[1] === '-c' ? (command[2] ?? '') : command.join(' ')
}

/** Replaces `$((6*7))` by what it comes to. */
function evaluate(text: string): string {
  const [term, left, operator, right] = /\$\(\((\d+)\s*([-+*])\s*(\d+)\)\)/.exec(text) ?? []
  if (term === undefined) return text
  const [a, b] = [Number(left), Number(right)]
  return evaluate(text.replace(term, String(operator === '*' ? a * b : operator === '+' ? a + b : a - b)))
}

export interface ShellScreen {
  write(text: string): void
  /** The shell has ended. */
  exit(code: number): void
}

const prompt = '\x1b[32mapp\x1b[0m:\x1b[34m/app\x1b[0m$ '

/** A shell on a terminal: echoes keys, edits with backspace, runs a line on Enter, ends on `exit` and on Ctrl+D. */
export class ScriptedShell {
  size: TerminalSize = { columns: 80, rows: 24 }
  readonly #screen: ShellScreen
  #line = ''
  #lastExitCode = 0

  constructor(screen: ShellScreen) {
    this.#screen = screen
  }

  start(): void {
    this.#screen.write(prompt)
  }

  /** Takes what was typed. */
  input(text: string): void {
    for (const key of text) this.#key(key)
  }

  #key(key: string): void {
    if (key === '\r' || key === '\n') return this.#run()
    if (key === '\x03') return this.#newLine('^C')
    if (key === '\x04' && this.#line === '') return this.#screen.exit(this.#lastExitCode)
    if (key === '\x7f') {
      if (this.#line !== '') this.#screen.write('\b \b')
      this.#line = this.#line.slice(0, -1)
      return
    }
    this.#line += key
    this.#screen.write(key)
  }

  #run(): void {
    const line = this.#line.trim()
    this.#line = ''
    this.#screen.write('\r\n')
    if (line === 'exit' || line.startsWith('exit ')) return this.#screen.exit(Number(line.slice(5)) || 0)
    const { stdout, exitCode } = runCommand(line, this.size)
    this.#lastExitCode = exitCode
    this.#screen.write(stdout.replaceAll('\n', '\r\n') + prompt)
  }

  #newLine(text: string): void {
    this.#line = ''
    this.#screen.write(`${text}\r\n${prompt}`)
  }
}
