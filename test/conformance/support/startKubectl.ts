import { spawn } from 'node:child_process'
import { kubectlCommand } from '../../cluster/kubectlOf.ts'
import { eventually } from './eventually.ts'

export interface RunningKubectl extends AsyncDisposable {
  /** What it has printed so far, errors too. */
  output(): string
  /** Resolves when it has printed that. */
  printed(text: string | RegExp): Promise<void>
  /** Types into it. */
  type(text: string): void
  /** Its exit code, once it has ended. */
  readonly exited: Promise<number | null>
}

interface KubectlOptions {
  readonly kubeconfig: string
  /** Whether it runs in a terminal, as under a person's hands. @default false */
  readonly terminal?: boolean | undefined
}

/** A kubectl that goes on running; its disposal ends it. */
export function startKubectl(args: readonly string[], options: KubectlOptions): RunningKubectl {
  const { kubeconfig, terminal = false } = options
  const command = [...kubectlCommand(), '--kubeconfig', kubeconfig, ...args]
  // `script` gives a program a terminal of its own.
  const [program = '', ...rest] = terminal
    ? ['script', '--quiet', '--return', '--flush', '--command', command.map(quote).join(' '), '/dev/null']
    : command
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'] })
  const exited = new Promise<number | null>((resolve) => void child.once('close', resolve))
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  // It may be gone before it has read everything.
  child.stdin.on('error', () => undefined)
  return {
    output: () => output,
    printed: (text) =>
      eventually(() => {
        const found = typeof text === 'string' ? output.includes(text) : text.test(output)
        if (!found) throw new Error(`kubectl has not printed ${String(text)} but:\n${output}`)
      }),
    type: (text) => void child.stdin.write(text),
    exited,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`
}
