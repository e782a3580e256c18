import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { WriteGate } from '../support/WriteGate.ts'

export interface Replica extends AsyncDisposable {
  leads: Promise<void>
  /** How its work came to its end. */
  ended: Promise<string | undefined>
  isLeader: () => boolean
  freeze: () => void
  goOn: () => void
  kill: () => void
}

/** Starts a replica of the operator whose requests go through a gate of its own. */
export function startReplica(
  identity: string,
  { gate, token, clockOffMs = 0 }: { gate: WriteGate; token: string; clockOffMs?: number },
): Replica {
  const script = join(import.meta.dirname, 'operatorReplica.ts')
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', script], {
    env: {
      PATH: process.env['PATH'],
      SERVER: gate.url,
      TOKEN: token,
      IDENTITY: identity,
      CLOCK_OFF_MS: String(clockOffMs),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'close')
  const leads = Promise.withResolvers<void>()
  let last: string | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = line
    if (line === 'leads') leads.resolve()
  })
  return {
    leads: leads.promise,
    ended: exited.then(() => last),
    isLeader: () => last === 'leads',
    freeze: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    kill: () => void child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
