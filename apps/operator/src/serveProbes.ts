import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CacheHealth, Operator } from '@catalyst/operator'

export interface ProbeServer extends AsyncDisposable {
  port: number
}

/**
 * Bookmarks come about every minute, and a watch that hears nothing for 90 s connects anew: one that is silent for so long, while
 * others are not, is stuck beyond its own repair.
 */
const stuckMs = 900_000

/**
 * Serves `/healthz`, `/readyz` and `/metrics`. A replica that stands by is ready as well: it has its caches. One that
 * has not heard of a kind for a quarter of an hour is not healthy, and is started anew by Kubernetes; not so where the API server
 * is away, or refuses a watch: a new process would fare no better, and would wait longer and longer for its next start.
 *
 * @throws the system's error, such as EADDRINUSE.
 */
export async function serveProbes(
  operator: Pick<Operator, 'health' | 'metrics'>,
  { host, port }: { host: string; port: number },
): Promise<ProbeServer> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    const path = request.method === 'GET' ? request.url?.split('?')[0] : undefined
    if (path === '/healthz') answer(response, isAlive(operator.health()), operator.health())
    else if (path === '/readyz') answer(response, operator.health().ready, operator.health())
    else if (path === '/metrics') void sendMetrics(operator, response)
    else response.writeHead(404).end()
  })
  server.listen({ host: host.replace(/^\[(.*)\]$/, '$1'), port })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function isAlive({ caches }: ReturnType<Operator['health']>): boolean {
  const isSilent = ({ silentMs = 0 }: CacheHealth) => silentMs >= stuckMs
  if (caches.every(isSilent)) return true
  return !caches.some((cache) => cache.state !== 'failed' && isSilent(cache))
}

function answer(response: ServerResponse, isWell: boolean, body: object): void {
  response.writeHead(isWell ? 200 : 503, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}

async function sendMetrics({ metrics }: Pick<Operator, 'metrics'>, response: ServerResponse): Promise<void> {
  try {
    const text = await metrics.registry.metrics()
    response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text)
  } catch {
    response.writeHead(500).end()
  }
}
