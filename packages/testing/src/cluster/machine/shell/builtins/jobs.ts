import { createGate } from '../../streams/createGate.ts'
import { unlessAborted } from '../../streams/unlessAborted.ts'
import type { Job, Shell } from '../Shell.ts'
import type { Builtin } from './Builtin.ts'

export const wait: Builtin = async (shell, args) => {
  if (args.length === 0) {
    while (shell.jobs.some((job) => job.status === undefined)) {
      const ended = await untilEndOrSignal(shell, shell.jobs)
      if (!ended) return 128 + 15
    }
    shell.jobs.length = 0
    return 0
  }
  let status = 0
  for (const argument of args) {
    const job = findJob(shell, argument)
    if (job === undefined) {
      status = 127
      continue
    }
    while (job.status === undefined) if (!(await untilEndOrSignal(shell, [job]))) return 128 + 15
    status = job.status
    remove(shell, job)
  }
  return status
}

/** Whether one of them ended; a signal with a trap comes first otherwise. */
async function untilEndOrSignal(shell: Shell, jobs: readonly Job[]): Promise<boolean> {
  if (shell.hasPendingSignals) return false
  const gate = createGate()
  const ended = gate.wait()
  for (const job of jobs) if (job.status === undefined) void job.exit.then(() => gate.open())
  await unlessAborted(Promise.race([ended, shell.signalled.wait()]), shell.signal)
  return !shell.hasPendingSignals
}

export const jobs: Builtin = async (shell, args) => {
  for (const job of [...shell.jobs]) {
    await shell.print(args.includes('-p') ? `${job.pid}\n` : `${describeJob(shell, job)}\n`)
    if (job.status !== undefined) remove(shell, job)
  }
  return 0
}

export function describeJob(shell: Shell, job: Job): string {
  const mark = job === shell.jobs.at(-1) ? '+' : job === shell.jobs.at(-2) ? '-' : ' '
  const state = job.status === undefined ? 'Running' : job.status === 0 ? 'Done' : endOf(job.status)
  return `[${job.number}]${mark}  ${state.padEnd(23)} ${job.text}`
}

function endOf(status: number): string {
  return { 129: 'Hangup', 130: 'Interrupt', 137: 'Killed', 143: 'Terminated' }[status] ?? `Done(${status})`
}

export const fg: Builtin = async (shell, [name = '%%']) => {
  const job = findJob(shell, name)
  if (job === undefined) {
    await shell.complain(name === '%%' ? 'No current job' : `${name}: no such job`, 'fg')
    return 2
  }
  await shell.print(`${job.text}\n`)
  const status = await unlessAborted(job.exit, shell.signal)
  remove(shell, job)
  return status
}

export const bg: Builtin = async (shell) => {
  await shell.complain('no job control: jobs can not be stopped here', 'bg')
  return 2
}

export function findJob(shell: Shell, name: string): Job | undefined {
  if (name === '%%' || name === '%+' || name === '%') return shell.jobs.at(-1)
  if (name === '%-') return shell.jobs.at(-2)
  if (name.startsWith('%'))
    return shell.jobs.find((job) => String(job.number) === name.slice(1) || job.text.startsWith(name.slice(1)))
  return shell.jobs.find((job) => String(job.pid) === name)
}

function remove(shell: Shell, job: Job): void {
  const index = shell.jobs.indexOf(job)
  if (index >= 0) shell.jobs.splice(index, 1)
}
