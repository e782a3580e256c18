import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface EmptyRegistry extends AsyncDisposable {
  /** Its host and port, as they stand in the names of images. */
  host: string
}

/** A registry without images, which says so as the OCI distribution specification has it: nothing has to be asked of the internet. */
export async function startEmptyRegistry(): Promise<EmptyRegistry> {
  const server = createServer(({ url }, response) => {
    const isPing = url === '/v2/'
    response.writeHead(isPing ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isPing ? {} : { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    // containerd speaks HTTP without TLS to this computer alone.
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
