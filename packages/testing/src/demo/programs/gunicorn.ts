import type { Program, ProcessContext } from '../../cluster/machine/Process.ts'
import type { Random } from '../createRandom.ts'
import { accessTime } from './accessTime.ts'
import { playSteps, type Step } from './playSteps.ts'
import { randomOf } from './randomOf.ts'

const routes = [
  ['GET', '/api/invoices/', 200],
  ['GET', '/api/invoices/20418/', 200],
  ['POST', '/api/payments/', 201],
  ['GET', '/api/customers/77/balance/', 200],
  ['GET', '/admin/billing/invoice/', 302],
  ['POST', '/api/webhooks/bank/', 204],
  ['GET', '/api/invoices/1/', 404],
] as const

/** `gunicorn billing.wsgi`: an application with its access log. */
export const gunicorn: Program = (context) =>
  playSteps(context, accessLog(randomOf(context), context), { goodbye: notice(context, 'Shutting down: Master') })

function* accessLog(random: Random, context: ProcessContext): Generator<Step> {
  yield { text: notice(context, 'Starting gunicorn 23.0.0'), stream: 'stderr' }
  const port = context.env['PORT'] ?? '8000'
  yield { text: notice(context, `Listening at: http://0.0.0.0:${port} (1)`), stream: 'stderr' }
  yield { text: notice(context, 'Booting worker with pid: 7'), stream: 'stderr', wait: 1200 }
  for (;;) {
    const [method, path, status] = random.pick(routes)
    if (random.chance(0.05)) {
      const text = notice(context, 'billing.bank: a statement arrived twice, keeping the first', 'WARNING')
      yield { text, stream: 'stderr' }
    }
    const client = `10.244.0.${random.between(2, 9)}`
    const size = random.between(0, 9000)
    yield {
      text: `${client} - - [${accessTime(context.clock.now())}] "${method} ${path} HTTP/1.1" ${status} ${size}\n`,
      wait: random.between(1600, 7000),
    }
  }
}

/** A line as gunicorn writes it about itself. */
export function notice({ clock, pid }: Pick<ProcessContext, 'clock' | 'pid'>, text: string, level = 'INFO'): string {
  const time = new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ')
  return `[${time} +0000] [${pid}] [${level}] ${text}\n`
}
