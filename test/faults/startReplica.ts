import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { WriteGate } from '../support/WriteGate.ts'

export interface Replica extends AsyncDisposable {
  leads: Promise<void>
  /** Resolves when it is stopped in the moment in which `freezeAfter` happened. */
  frozen: Promise<void>
  /** How its work came to its end. */
  ended: Promise<string | undefined>
  isLeader: () => boolean
  goOn: () => void
  kill: () => void
}

export interface ReplicaOptions {
  gate: WriteGate
  token: string
  clockOffMs?: number | undefined
  /** Stops it when it has the answer to the n-th write whose path matches, before it does anything with it. */
  freezeAfter?: { path: RegExp; n: number } | undefined
}

/** Starts a replica of the operator whose requests go through a gate of its own. */
export function startReplica(identity: string, { gate, token, clockOffMs = 0, freezeAfter }: ReplicaOptions): Replica {
  const script = join(import.meta.dirname, 'operatorReplica.ts')
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', script], {
    env: {
      PATH: process.env['PATH'],
      SERVER: gate.url,
      TOKEN: token,
      IDENTITY: identity,
      CLOCK_OFF_MS: String(clockOffMs),
      ...(freezeAfter && { FREEZE_AFTER: freezeAfter.path.source, FREEZE_COUNT: String(freezeAfter.n) }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'close')
  const leads = Promise.withResolvers<void>()
  const frozen = Promise.withResolvers<void>()
  let last: string | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = line
    if (line === 'leads') leads.resolve()
    if (line === 'freezes') frozen.resolve()
  })
  return {
    leads: leads.promise,
    frozen: frozen.promise,
    ended: exited.then(() => last),
    isLeader: () => last === 'leads',
    goOn: () => void child.kill('SIGCONT'),
    kill: () => void child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
