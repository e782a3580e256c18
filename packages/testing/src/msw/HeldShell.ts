import { decodeExecFrame, execChannel, type ExecStatus, type TerminalSize } from '@catalyst/api'
import { exitStatus, replaced } from './execStatuses.ts'
import { commandLine, runCommand, ScriptedShell } from './scriptedShell.ts'

export interface ShellLine {
  send: (channel: number, bytes: Uint8Array) => void
  end: (status: ExecStatus) => void
}

/** A shell that outlives its socket, with everything that it wrote. */
export class HeldShell {
  readonly #shell: ScriptedShell
  readonly #encoder = new TextEncoder()
  readonly #decoder = new TextDecoder()
  /** Of bytes written, those that the client has shown. */
  acknowledged = 0
  #written = new Uint8Array()
  #line: ShellLine | undefined
  #started = false
  readonly #command: readonly string[]

  /** @param command what to run instead of a shell; one that names a shell is a shell */
  constructor(command: readonly string[] = []) {
    this.#command = command.length === 1 && /(^|\/)(ba|a|da)?sh$/.test(command[0] ?? '') ? [] : command
    this.#shell = new ScriptedShell({
      write: (text) => this.write(this.#encoder.encode(text)),
      exit: (code) => this.#line?.end(exitStatus(code)),
    })
  }

  get size(): TerminalSize {
    return this.#shell.size
  }

  get written(): number {
    return this.#written.length
  }

  write(bytes: Uint8Array): void {
    this.#written = concat(this.#written, bytes)
    this.#line?.send(execChannel.stdout, bytes)
  }

  attach(line: ShellLine, received: number): void {
    this.#line = line
    const missed = this.#written.slice(received)
    if (missed.length > 0) line.send(execChannel.stdout, missed)
    if (this.#started) return
    this.#started = true
    if (this.#command.length === 0) return this.#shell.start()
    const { stdout, exitCode } = runCommand(commandLine(this.#command))
    this.write(this.#encoder.encode(stdout))
    line.end(exitStatus(exitCode))
  }

  /** Another socket comes for this session: the one before it ends. */
  replace(): void {
    this.#line?.end(replaced)
  }

  /** A line drops; the shell stays. */
  detach(line: ShellLine): void {
    if (this.#line === line) this.#line = undefined
  }

  take(message: Uint8Array<ArrayBuffer>): void {
    const { channel, payload } = decodeExecFrame(message)
    if (channel === execChannel.stdin) this.#shell.input(this.#decoder.decode(payload, { stream: true }))
    if (channel === execChannel.ack) this.acknowledged = Number(new TextDecoder().decode(payload))
    if (channel === execChannel.resize) {
      const { Width, Height } = JSON.parse(new TextDecoder().decode(payload)) as { Width: number; Height: number }
      this.#shell.size = { columns: Width, rows: Height }
    }
  }
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(left.length + right.length)
  joined.set(left)
  joined.set(right, left.length)
  return joined
}
