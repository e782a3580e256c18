import type { CommandContext } from '../processes/Command.ts'
import type { Signal } from '../Process.ts'
import type { Task } from '../processes/Task.ts'
import { createGate } from '../streams/createGate.ts'
import { toBytes } from '../streams/text.ts'
import { BadDescriptor } from './BadDescriptor.ts'
import { Interrupted } from './ControlFlow.ts'
import type { Command } from './syntax.ts'
import { Variables } from './Variables.ts'

export type ShellOption = 'e' | 'u' | 'x' | 'f' | 'n' | 'C' | 'v' | 'a' | 'm' | 'pipefail'

export interface Job {
  readonly number: number
  readonly pid: number
  readonly text: string
  readonly exit: Promise<number>
  status?: number | undefined
}

/** The state of a shell that runs: one per process, copied for subshells. */
export class Shell {
  readonly context: CommandContext
  readonly variables: Variables
  readonly functions: Map<string, Command>
  readonly aliases: Map<string, string>
  readonly options: Set<ShellOption>
  /** What `trap` set; empty: ignore. */
  readonly traps = new Map<Signal | 'EXIT', string>()
  readonly jobs: Job[] = []
  readonly history: string[] = []
  /** `$0` */
  arg0: string
  positional: readonly string[]
  /** `$?` */
  status = 0
  /** Of the command substitutions of the command that runs. */
  substitutionStatus = 0
  /** `$!` */
  lastBackground = ''
  /** `$$`, which subshells share. */
  readonly rootPid: number
  isInteractive = false
  /** Whether messages say the line, which they do not for `sh -c`. */
  isScript = false
  line = 0
  loopDepth = 0
  /** How many functions and sourced files run. */
  callDepth = 0
  /** Within a condition `set -e` does not count. */
  testDepth = 0
  /** The place of `getopts` within an argument. */
  optionOffset = 1
  /** `OPTIND` as `getopts` left it. */
  optionIndex = 1
  private readonly startedAt: number
  private pendingSignals: Signal[] = []
  readonly signalled = createGate()
  private attempt = new AbortController()

  constructor(context: CommandContext, { from, arg0 }: { from?: Shell | undefined; arg0?: string | undefined } = {}) {
    this.context = context
    this.startedAt = from?.startedAt ?? context.clock.now()
    const computed = new Map([
      ['RANDOM', () => String(Math.floor(Math.random() * 32768))],
      ['SECONDS', () => String(Math.floor((context.clock.now() - this.startedAt) / 1000))],
      ['LINENO', () => String(this.line)],
    ])
    this.variables = new Variables(from === undefined ? context.env : {}, computed, from?.variables)
    this.functions = new Map(from?.functions)
    this.aliases = new Map(from?.aliases)
    this.options = new Set(from?.options)
    this.positional = from?.positional ?? []
    this.arg0 = arg0 ?? from?.arg0 ?? context.argv[0] ?? 'sh'
    this.status = from?.status ?? 0
    this.lastBackground = from?.lastBackground ?? ''
    this.rootPid = from?.rootPid ?? context.pid
    this.isScript = from?.isScript ?? false
    this.line = from?.line ?? 0
    this.loopDepth = from?.loopDepth ?? 0
    this.callDepth = from?.callDepth ?? 0
    this.testDepth = from?.testDepth ?? 0
    this.history = from?.history ?? []
    if (from !== undefined) for (const [signal, action] of from.traps) if (action === '') this.traps.set(signal, action)
    if (from === undefined) this.setDefaults()
    context.signal.addEventListener('abort', () => this.attempt.abort(context.signal.reason), { once: true })
  }

  private setDefaults(): void {
    const { variables, context } = this
    variables.set('IFS', ' \t\n')
    variables.set('OPTIND', '1')
    variables.set('PS1', '$ ')
    variables.set('PS2', '> ')
    variables.set('PS4', '+ ')
    variables.set('PPID', String(this.task.parentPid))
    variables.set('PWD', context.cwd)
    variables.mark('PWD', { exported: true })
  }

  get task(): Task {
    return this.context.task
  }

  /** Aborted when what runs now is to stop: the process ends, or somebody pressed Ctrl-C at it. */
  get signal(): AbortSignal {
    return this.isInteractive ? this.attempt.signal : this.task.signal
  }

  /** Ctrl-C: gives up what runs. */
  interrupt(): void {
    this.attempt.abort(new Interrupted())
  }

  /** A new line of an interactive shell begins. */
  beginAttempt(): void {
    this.attempt = new AbortController()
  }

  /** To be called in every round, and awaited when it answers something. @throws when the shell is to stop */
  tick(): Promise<void> | undefined {
    const turn = this.task.tick()
    if (this.isInteractive && this.attempt.signal.aborted) throw this.attempt.signal.reason
    return turn
  }

  /** A signal came for which there is a trap. */
  remember(signal: Signal): void {
    this.pendingSignals.push(signal)
    this.signalled.open()
  }

  get hasPendingSignals(): boolean {
    return this.pendingSignals.length > 0
  }

  takeSignal(): Signal | undefined {
    return this.pendingSignals.shift()
  }

  isOn(option: ShellOption): boolean {
    return this.options.has(option)
  }

  /** `$-` */
  get flags(): string {
    return [...this.options].filter((option) => option.length === 1).join('') + (this.isInteractive ? 'i' : '')
  }

  async print(text: string): Promise<void> {
    await this.write(1, text)
  }

  async write(descriptor: number, text: string): Promise<void> {
    const open = this.task.descriptors.get(descriptor)
    if (open === undefined) throw new BadDescriptor()
    await open.write(toBytes(text), this.signal)
  }

  /** Writes a message as busybox does: who speaks, of which builtin, in which line. */
  async complain(message: string, builtin?: string): Promise<void> {
    const line =
      this.isInteractive || (builtin === undefined && !this.isScript) ? '' : `line ${this.isScript ? this.line : 0}: `
    const who = builtin === undefined ? '' : `${builtin}: `
    try {
      await this.write(2, `${this.arg0}: ${who}${line}${message}\n`)
    } catch (error) {
      if (!(error instanceof BadDescriptor)) throw error
    }
  }
}
