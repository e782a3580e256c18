import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What Node itself can do: the bytes that it was told, for each path, and nothing looked at. */
const bodies = new Map<string, Buffer>()
const server = createServer((request, response) => {
  const body = bodies.get(request.url ?? '')
  if (body === undefined) response.writeHead(404).end()
  else response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
})
process.on('message', (told: { path: string; body: string }) => {
  bodies.set(told.path, Buffer.from(told.body))
  process.send?.('told')
})
process.on('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
