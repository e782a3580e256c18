import { setImmediate } from 'node:timers/promises'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import pino from 'pino'
import { createProxy, type Authenticate } from '../src/index.ts'

// A proxy in a process of its own, so that nothing else is in its memory: started by a test, and asked how it is.

/** What the process holds. */
export interface Soaked {
  /** Sockets, timers and the like, by kind. */
  resources: Record<string, number>
  /** Bytes, after everything that nobody holds was collected. */
  heapUsed: number
  /** The lines of `/metrics` that count what is open. */
  open: Record<string, number>
}

const authenticate: Authenticate = async ({ headers }) =>
  headers.get('authorization') === 'Bearer ann'
    ? { subject: 'ann', groups: [], teams: [], impersonate: true, credential: 'bearer' }
    : null

const proxy = createProxy({
  clusters: createClusterRegistry({ inDocker: false }),
  authenticate,
  logger: pino({}, { write: () => undefined }),
  limits: {
    burst: 1_000_000,
    shellsPerIdentity: 500,
    failedSignInsPerMinute: 1_000_000,
    // How many connections a client keeps depends on how many it once needed at a time; here it keeps none.
    keepAliveTimeoutMs: 1000,
  },
})

async function measure(): Promise<Soaked> {
  for (let round = 0; round < 3; round++) {
    await setImmediate()
    globalThis.gc?.()
  }
  const resources: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1
  const { heapUsed } = process.memoryUsage()
  const metrics = await (await proxy.app.request('/metrics')).text()
  const gauges = [...metrics.matchAll(/^(catalyst_(?:streams|subscribers|shells)(?:\{[^}]*\})?) (\d+)$/gm)]
  return { resources, heapUsed, open: Object.fromEntries(gauges.map(([, name = '', value]) => [name, Number(value)])) }
}

process.on('message', (message) => {
  if (message === 'measure') void measure().then((soaked) => process.send?.(soaked))
  else process.disconnect()
})
// Whoever started it has gone, or wants it to go.
process.once('disconnect', () => void proxy[Symbol.asyncDispose]())

const { port } = await proxy.listen({ port: 0 })
process.send?.({ port })
