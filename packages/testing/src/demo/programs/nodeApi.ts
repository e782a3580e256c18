import type { Program } from '../../cluster/machine/Process.ts'
import type { Random } from '../createRandom.ts'
import { playSteps, type Step } from './playSteps.ts'
import { randomOf } from './randomOf.ts'

const routes = [
  ['GET', '/v1/products', 200],
  ['GET', '/v1/products/4711', 200],
  ['GET', '/v1/basket', 200],
  ['POST', '/v1/basket/items', 201],
  ['GET', '/v1/search?q=teapot', 200],
  ['PUT', '/v1/basket/items/2', 200],
  ['POST', '/v1/checkout', 201],
  ['GET', '/v1/products/9999', 404],
] as const

/** `node src/server.ts`: an API that logs requests as pino does, one JSON object a line. */
export const nodeApi: Program = (context) => {
  const { env, clock, machine, pid } = context
  const options = { random: randomOf(context), now: () => clock.now(), port: env['PORT'] ?? '4000' }
  const write = (level: number, fields: object, msg: string) =>
    `${JSON.stringify({ level, time: clock.now(), pid, hostname: machine.hostname, ...fields, msg })}\n`
  return playSteps(context, apiLog(write, options), {
    goodbye: write(30, { signal: 'SIGTERM' }, 'closing connections'),
  })
}

type Write = (level: number, fields: object, msg: string) => string

function* apiLog(write: Write, { random, port }: { random: Random; port: string }): Generator<Step> {
  yield { text: '', wait: 700 }
  yield { text: write(30, { pool: { min: 2, max: 10 } }, 'connected to postgres'), wait: 150 }
  yield { text: write(30, { address: '0.0.0.0', port: Number(port) }, 'server listening'), wait: 1500 }
  for (let request = 1; ; request++) {
    const [method, url, statusCode] = random.pick(routes)
    const responseTime = Math.round((3 + random.next() ** 4 * 420) * 10) / 10
    const reqId = `req-${request.toString(36)}`
    if (random.chance(0.04)) {
      const err = {
        type: 'TimeoutError',
        message: 'payment provider did not answer in 2000 ms',
        stack: [
          'TimeoutError: payment provider did not answer in 2000 ms',
          '    at PaymentClient.request (file:///app/src/payments/client.ts:48:13)',
          '    at async authorise (file:///app/src/payments/authorise.ts:21:18)',
          '    at async file:///app/src/routes/checkout.ts:64:22',
        ].join('\n'),
      }
      yield { text: write(50, { reqId, err }, 'checkout failed') }
      yield {
        text: write(
          30,
          { reqId, req: { method: 'POST', url: '/v1/checkout' }, res: { statusCode: 502 } },
          'request completed',
        ),
      }
    } else {
      if (responseTime > 200)
        yield { text: write(40, { reqId, query: 'products_by_prefix', ms: responseTime }, 'slow query') }
      yield { text: write(30, { reqId, req: { method, url }, res: { statusCode }, responseTime }, 'request completed') }
    }
    yield { text: '', wait: random.between(900, 4200) }
  }
}
