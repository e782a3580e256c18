import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Proxy } from '@catalyst/proxy'

export interface MetricsServer extends AsyncDisposable {
  port: number
}

/**
 * Serves `/metrics` on a port of its own, so that it can be kept from those who reach the main one.
 *
 * @throws the system's error, such as EADDRINUSE.
 */
export async function serveMetrics(
  metrics: Proxy['metrics'],
  { host, port }: { host: string; port: number },
): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics().then(
      ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
      () => response.writeHead(500).end(),
    )
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
