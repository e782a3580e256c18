import type { Program } from '../../cluster/machine/Process.ts'
import type { Random } from '../createRandom.ts'
import { playSteps, type Step } from './playSteps.ts'
import { randomOf } from './randomOf.ts'

/** `postgres`, with what it logs by itself: checkpoints, slow statements, a client that was rude. */
export const postgresServer: Program = (context) => {
  const now = () => context.clock.now()
  return playSteps(context, postgresLog(randomOf(context), now), {
    goodbye:
      line(now(), 1, 'LOG:  received smart shutdown request\n') +
      line(now(), 1, 'LOG:  database system is shut down\n'),
  })
}

function* postgresLog(random: Random, now: () => number): Generator<Step> {
  yield {
    text: '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n',
    wait: 200,
  }
  const stderr = (pid: number, text: string, wait?: number): Step => ({
    text: line(now(), pid, text),
    stream: 'stderr',
    wait,
  })
  yield stderr(1, 'LOG:  starting PostgreSQL 18.1 on x86_64-pc-linux-gnu, compiled by gcc 14.2.0, 64-bit\n')
  yield stderr(1, 'LOG:  listening on IPv4 address "0.0.0.0", port 5432\n')
  yield stderr(28, 'LOG:  database system was shut down at 2026-01-01 04:12:09 UTC\n', 300)
  yield stderr(1, 'LOG:  database system is ready to accept connections\n', 4000)
  for (;;) {
    const pid = random.between(30, 90)
    if (random.chance(0.55)) {
      const buffers = random.between(12, 900)
      yield stderr(26, 'LOG:  checkpoint starting: time\n', random.between(800, 3000))
      const share = (buffers / 163.84).toFixed(1)
      yield stderr(
        26,
        `LOG:  checkpoint complete: wrote ${buffers} buffers (${share}%); 0 WAL file(s) added, 0 removed, 0 recycled\n`,
      )
    } else if (random.chance(0.6)) {
      const ms = random.between(210, 1900)
      yield stderr(
        pid,
        `LOG:  duration: ${ms}.${random.between(100, 999)} ms  statement: SELECT * FROM orders WHERE state = $1 ORDER BY created_at\n`,
      )
    } else {
      yield stderr(pid, 'ERROR:  duplicate key value violates unique constraint "orders_idempotency_key"\n')
      yield stderr(pid, 'DETAIL:  Key (idempotency_key)=(5f0c1b1e) already exists.\n')
    }
    yield { text: '', wait: random.between(45_000, 150_000) }
  }
}

function line(now: number, pid: number, text: string): string {
  return `${new Date(now).toISOString().slice(0, 23).replace('T', ' ')} UTC [${pid}] ${text}`
}
