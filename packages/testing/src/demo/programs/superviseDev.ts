import type { ProcessContext, Program } from '../../cluster/machine/Process.ts'
import { magenta } from './colours.ts'

/** How the command stands: read by the readiness probe. */
const stateFile = '/run/catalyst/dev'

const encoder = new TextEncoder()

/**
 * `catalyst-dev <command>`: process 1 of a container in development. It runs the command in a shell and stays when that
 * ends, so that somebody can open a shell and look. `catalyst-dev --check` says how the command stands, for a probe.
 */
export const superviseDev: Program = async (context) => {
  const { argv, env, cwd, machine, clock, signal, stdout, stderr } = context
  if (argv[1] === '--check') return check(context)
  const command = argv.slice(1).join(' ')
  const say = (text: string) => stdout.write(encoder.encode(`${magenta('[catalyst]')} ${text}\n`))
  machine.files.makeDirectory('/run/catalyst', { recursive: true })
  checkOut(context)
  await say(`running ${command}`)
  machine.files.write(stateFile, 'starting')
  const open = (sink: typeof stdout) => ({ write: (bytes: Uint8Array) => sink.write(bytes), end: () => undefined })
  const child = machine.spawn(['/bin/sh', '-c', command], { env, cwd, stdout: open(stdout), stderr: open(stderr) })
  signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true })
  const started = clock.setTimer(() => machine.files.write(stateFile, 'running'), 2500)
  const code = await child.exit
  started[Symbol.dispose]()
  if (signal.aborted) return 0
  machine.files.write(stateFile, `dev command exited with code ${code}`)
  await say(`the command ended with exit code ${code}. The container stays: open a shell, or ask for a restart.`)
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  return 0
}

async function check({ machine, stdout }: ProcessContext): Promise<number> {
  const state = machine.files.exists(stateFile)
    ? new TextDecoder().decode(machine.files.read(stateFile))
    : 'not started'
  await stdout.write(encoder.encode(`${state}\n`))
  return state === 'running' ? 0 : 1
}

/** Leaves what a clone of the sources leaves. */
function checkOut({ machine: { files }, cwd, env }: ProcessContext): void {
  const branch = env['GIT_BRANCH'] ?? 'main'
  const reference = `refs/heads/${branch}`
  const folder = `${cwd}/.git/${reference.slice(0, reference.lastIndexOf('/'))}`
  files.makeDirectory(folder, { recursive: true })
  files.write(`${cwd}/.git/HEAD`, `ref: ${reference}\n`)
  files.write(`${cwd}/.git/${reference}`, `${env['GIT_COMMIT'] ?? ''}\n`)
}
