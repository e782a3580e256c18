import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { sleep } from '../internals/sleep.ts'
import { exec } from './exec.ts'
import type { CommandStream } from './CommandStream.ts'
import type { ExecTargetOptions } from './execStream.ts'
import { sessionVariable } from './createShellSession.ts'

interface EndShellOptions extends Omit<ExecTargetOptions, 'signal'> {
  stream: CommandStream
  /** The mark of its processes; without one they can't be found. */
  session: string | undefined
}

const endOfTransmission = '\x04'
const patienceMs = 1500

/**
 * Ends a shell: first as a person would, then by killing its processes from a second command, since Kubernetes has no call
 * for it. Resolves to whether nothing of it is known to remain.
 */
export async function endShell(
  kubeConfig: ClusterAccess,
  { stream, session, ...target }: EndShellOptions,
): Promise<boolean> {
  const ended = stream.status.then(
    () => true,
    () => false,
  )
  stream.resume()
  void drain(stream)
  // Control-C first, because end of input means nothing to a line that was begun.
  await Promise.race([stream.stdin.write(`\x03${endOfTransmission}`), sleep(patienceMs)]).catch(() => {})
  const byItself = await Promise.race([ended, sleep(patienceMs).then(() => false)])
  stream.close()
  // A shell that ended may have left jobs behind, so they are looked for in any case.
  if (session === undefined) return byItself
  try {
    const { exitCode } = await exec(kubeConfig, {
      ...target,
      command: ['sh', '-c', killScript(session)],
      timeoutMs: 10_000,
    })
    return exitCode === 0
  } catch {
    return byItself
  }
}

async function drain(stream: CommandStream) {
  try {
    for await (const _frame of stream.output) continue
  } catch {
    // How it ended is asked of `status`.
  }
}

/** Only what every sh has, and `cat`. Exit code 0: nothing with the mark remains. */
function killScript(session: string): string {
  return `
found() {
  for directory in /proc/[0-9]*; do
    [ "$directory" = "/proc/$$" ] && continue
    case "$(cat "$directory/environ" 2>/dev/null)" in *${sessionVariable}=${session}*) echo "\${directory#/proc/}" ;; esac
  done
}
for signal in HUP KILL KILL; do
  pids=$(found 2>/dev/null)
  [ -z "$pids" ] && exit 0
  kill -$signal $pids 2>/dev/null
  sleep 0.3 2>/dev/null || sleep 1
done
[ -z "$(found 2>/dev/null)" ]`
}
