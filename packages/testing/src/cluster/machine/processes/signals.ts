import type { Signal } from '../Process.ts'

/** Numbers as on Linux. */
const numbers: Readonly<Record<Signal, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGWINCH: 28,
}

export const signals = Object.keys(numbers) as Signal[]

/** What does nothing to a process that does not ask for it. Nothing here can be stopped, so the stopping ones are among them. */
const harmless = new Set<Signal>(['SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP', 'SIGWINCH'])

export const isHarmless = (signal: Signal): boolean => harmless.has(signal)

export const signalNumber = (signal: Signal): number => numbers[signal]

/** From `TERM`, `SIGTERM`, `term` or `15`. */
export function toSignal(name: string): Signal | undefined {
  const wanted = name.toUpperCase()
  return signals.find((signal) => signal === wanted || signal === `SIG${wanted}` || String(numbers[signal]) === name)
}

/** The exit code of a process that this signal ended. */
export const exitCodeOf = (signal: Signal): number => 128 + numbers[signal]
