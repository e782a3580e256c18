import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @type {readonly NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program with our terminal, and resolves with its exit code once nothing of it is left.
 *
 * It gets a process group of its own: Ctrl-C, which a terminal sends to everybody in the foreground, then reaches it
 * once and through us, and what it may leave behind can be ended with it.
 *
 * @param {string} program
 * @param {{ args: readonly string[], cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export function runInGroup(program, { args, cwd, env }) {
  const grouped = process.platform !== 'win32'
  let asked = 0

  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    asked += 1
    // Whoever asks three times does not want to wait for a clean end.
    if (asked >= 3) endGroup('SIGKILL')
    else child.kill(signal)
  }
  /** @param {NodeJS.Signals} signal */
  const endGroup = (signal) => {
    try {
      if (child.pid !== undefined) process.kill(grouped ? -child.pid : child.pid, signal)
    } catch {
      // Nobody is left, as it should be.
    }
  }

  // Before the program is there: a signal that comes with its first output must find somebody.
  for (const signal of signals) process.on(signal, forward)
  const child = spawn(program, args, { cwd, env, stdio: 'inherit', detached: grouped })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward)
      endGroup('SIGTERM')
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}
