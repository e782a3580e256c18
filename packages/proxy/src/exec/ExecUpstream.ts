import type { ExecStatus, TerminalSize } from '@catalyst/api'
import {
  createShellSession,
  execStream,
  isExecError,
  type ExecStdin,
  type OutputFrame,
} from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'
import { endCommand } from './endCommand.ts'
import type { ExecQuery, ExecTarget } from './ExecTarget.ts'

/** A command or a shell that runs in a container. */
export interface ExecUpstream {
  /** In the order of arrival; whoever reads slowly slows the container down. */
  readonly output: AsyncIterable<OutputFrame>
  readonly stdin: ExecStdin
  /** How it ended. @throws ExecError where it could not run, or the connection was lost. */
  readonly status: Promise<ExecStatus>
  resize(size: TerminalSize): void
  /** Leaves it for good, and says for the audit record what is known of its end. */
  end(): Promise<string>
}

export interface ExecRequest extends ExecTarget {
  caller: Caller
  query: ExecQuery
  signal: AbortSignal
}

const interruptAndEndOfTransmission = '\u0003\u0004'
/** The same search as in a terminal, for a shell that reads a script. */
const plainShell = ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash; exec sh']
/** Runs what was asked for: the command, or the best shell that the container has. */
export async function openUpstream(request: ExecRequest): Promise<ExecUpstream> {
  const { query } = request
  return query.command === undefined && query.tty !== false ? openShell(request) : openCommand(request)
}

async function openShell({ caller, namespace, pod, container, signal }: ExecRequest): Promise<ExecUpstream> {
  const { kubeConfig, impersonate } = caller
  const shell = await createShellSession(kubeConfig, { namespace, pod, container, impersonate, signal })
  return {
    output: onStdout(shell.output),
    stdin: shell.stdin,
    status: shell.status,
    resize: (size) => shell.resize(size),
    async end() {
      return (await shell.end())
        ? 'The shell was ended with all that ran in it.'
        : 'The shell was hung up, but whether all that ran in it has ended is not known.'
    },
  }
}

async function openCommand({ caller, namespace, pod, container, query, signal }: ExecRequest): Promise<ExecUpstream> {
  const { kubeConfig, impersonate } = caller
  const { command = plainShell, tty = false, stdin = query.command === undefined, stdout, stderr } = query
  const stream = await execStream(kubeConfig, {
    namespace,
    pod,
    container,
    impersonate,
    command,
    tty,
    stdin,
    stdout,
    stderr: tty ? false : stderr,
    signal,
  })
  const startedAt = performance.now()
  let ended = false
  const ending = stream.status.then(
    () => (ended = true),
    // Of a command whose connection was lost nobody knows.
    (error: unknown) => (ended = !isExecError(error) || error.code !== 'ConnectionLost'),
  )
  return {
    output: stream.output,
    stdin: stream.stdin,
    status: stream.status,
    resize: (size) => stream.resize(size),
    async end() {
      if (!ended && stdin) {
        const farewell = tty ? stream.stdin.write(interruptAndEndOfTransmission) : stream.stdin.end()
        await Promise.race([farewell.then(() => ending), after(500)]).catch(() => undefined)
      }
      const hadEnded = ended
      stream.close()
      if (hadEnded) return 'The command had ended.'
      return endCommand({ caller, namespace, pod, container, command, ageMs: performance.now() - startedAt })
    },
  }
}

async function* onStdout(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<OutputFrame, void, undefined> {
  for await (const bytes of chunks) yield { channel: 'stdout', bytes }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
