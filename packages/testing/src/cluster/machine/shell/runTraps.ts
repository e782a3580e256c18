import { ExitRequest } from '../processes/ExitRequest.ts'
import { runSource } from './runSource.ts'
import type { Shell } from './Shell.ts'

/** Runs what `trap` set for the signals that came. */
export async function runTraps(shell: Shell): Promise<void> {
  for (let signal = shell.takeSignal(); signal !== undefined; signal = shell.takeSignal()) {
    const action = shell.traps.get(signal)
    if (action === undefined || action === '') continue
    const { status } = shell
    await runSource(shell, action)
    shell.status = status
  }
}

/** Runs the trap of the end and answers the exit code. */
export async function runExitTrap(shell: Shell): Promise<number> {
  const action = shell.traps.get('EXIT')
  const { status } = shell
  if (action === undefined || action === '') return status
  shell.traps.delete('EXIT')
  try {
    await runSource(shell, action)
    return status
  } catch (error) {
    if (error instanceof ExitRequest) return error.code
    throw error
  }
}
