import { exec } from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'

export interface CommandToEnd {
  caller: Caller
  namespace: string
  pod: string
  container: string | undefined
  command: readonly string[]
  /** How long ago it was begun, in milliseconds. */
  ageMs: number
}

/** How far the clocks of the proxy and of the node may be apart about the beginning of a command, in hundredths of a second. */
const slack = 500

/**
 * Ends a command whose connection is closed, by a second one in its container. It is known by its command line, by its
 * beginning, and by having no parent there; where several are alike, none is touched. Resolves to what became of it, in words.
 */
export async function endCommand({ caller, command, ageMs, ...target }: CommandToEnd): Promise<string> {
  const { kubeConfig, impersonate } = caller
  const age = Math.round(ageMs / 10)
  const limits = [Math.max(age - slack, 0), age + slack].map(String)
  try {
    const { stdout } = await exec(kubeConfig, {
      ...target,
      impersonate,
      // Shells drop the zeros that stand between the words of a command line.
      command: ['sh', '-c', script, 'sh', command.join(''), ...limits],
      timeoutMs: 10_000,
    })
    return outcomes[stdout.trim()] ?? unknown
  } catch {
    return unknown
  }
}

const outcomes: Readonly<Record<string, string>> = {
  none: 'The connection was closed, and no process with its command line was found after that.',
  ended: 'The command was ended with all of its process group.',
}

const unknown = 'The connection was closed; Kubernetes has no call to end a command, so it may remain in the container.'

/**
 * Only what every sh has, and `cat`. Fields of stat: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; they
 * are counted from the one after the name, which may hold anything. A tick is a hundredth of a second for every Linux.
 */
const script = `
wanted=$1 youngest=$2 oldest=$3
is_it() {
  [ "$(cat "/proc/$1/cmdline")" = "$wanted" ] || return 1
  stat=$(cat "/proc/$1/stat")
  set -- \${stat##*) }
  [ "$2" = 0 ] || return 1
  shift 9
  read -r now rest < /proc/uptime
  age=$((\${now%.*}\${now#*.} - \${11}))
  [ "$age" -ge "$youngest" ] && [ "$age" -le "$oldest" ]
}
found=
for directory in /proc/[0-9]*; do
  pid=\${directory#/proc/}
  if [ "$pid" != $$ ] && is_it "$pid" 2>/dev/null; then found="$found $pid"; fi
done
set -- $found
case $# in
  0) echo none; exit ;;
  1) ;;
  *) echo several; exit ;;
esac
for signal in HUP KILL; do
  kill -s $signal -- "-$1" 2>/dev/null || kill -s $signal "$1" 2>/dev/null
  sleep 0.3 2>/dev/null || sleep 1
  [ -d "/proc/$1" ] || { echo ended; exit; }
done
echo remains`
