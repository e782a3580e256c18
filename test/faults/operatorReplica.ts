import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { createOperator, OperatorMetrics } from '@catalyst/operator'
import { tokenAccess } from '../support/tokenAccess.ts'

/**
 * One replica of an operator as a process of its own: it says `leads` and works until it ends. Its Lease is a short one, and
 * its clock may be off. It can stop itself, as by SIGSTOP from outside, in the very moment in which the answer to a write
 * comes and before anything that waits for it goes on: what it does first when it is woken is to write again.
 */
const { SERVER = '', TOKEN = '', IDENTITY = '', CLOCK_OFF_MS = '0', FREEZE_AFTER, FREEZE_COUNT = '1' } = process.env

const offMs = Number(CLOCK_OFF_MS)
const RealDate = Date
globalThis.Date = class extends RealDate {
  static override now = () => RealDate.now() + offMs
  constructor(...args: [] | [string | number | Date]) {
    super(...((args.length === 0 ? [RealDate.now() + offMs] : args) as [number]))
  }
} as DateConstructor

const say = (line: string) => void process.stdout.write(`${line}\n`)
if (FREEZE_AFTER !== undefined) {
  const pattern = new RegExp(FREEZE_AFTER)
  let count = 0
  // Called from within the reading of the socket, see https://nodejs.org/api/diagnostics_channel.html#http
  subscribe('http.client.response.finish', (message) => {
    const { method, path } = (message as { request: ClientRequest }).request
    if (method === 'GET' || !pattern.test(path) || ++count !== Number(FREEZE_COUNT)) return
    say('freezes')
    process.kill(process.pid, 'SIGSTOP')
  })
}
const logger = {
  debug: () => undefined,
  info: (_: object, message: string) => message === 'controllers begin' && say('leads'),
  warn: () => undefined,
  error: () => undefined,
}
const operator = createOperator({
  kubeConfig: tokenAccess(SERVER, TOKEN),
  logger,
  metrics: new OperatorMetrics({ process: false }),
  leaderElection: {
    namespace: 'catalyst-system',
    name: 'catalyst-operator',
    identity: IDENTITY,
    leaseDurationMs: 3000,
    renewDeadlineMs: 2000,
    retryPeriodMs: 200,
  },
})
say('begins')
say(await operator.run({ signal: new AbortController().signal }))
