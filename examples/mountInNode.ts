import { createServer } from 'node:http'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy } from '@catalyst/proxy'
import { createAdaptorServer } from '@hono/node-server'

// A server of Node's own, or of Express, with Catalyst below /catalyst: REST, streams and shells.
// Run it with KUBECONFIG set, and open http://localhost:3000/catalyst/api/v1/clusters/-/environments.
const port = Number(process.env['PORT'] ?? 3000)
const proxy = createProxy({
  clusters: createClusterRegistry(),
  publicUrl: `http://localhost:${port}`,
  basePath: '/catalyst',
})
// It never listens: it turns what the host passes on into requests and answers.
const adaptor = createAdaptorServer({ fetch: proxy.fetch, websocket: proxy.websocket })
const isCatalyst = (url = '') => url.startsWith('/catalyst/')

const server = createServer((request, response) => {
  if (isCatalyst(request.url)) adaptor.emit('request', request, response)
  else response.end('The host answers this.\n')
})
server.on('upgrade', (request, socket, head) => {
  if (isCatalyst(request.url)) adaptor.emit('upgrade', request, socket, head)
  else socket.destroy()
})
server.listen(port, 'localhost')

await proxy.ready
console.log(`Catalyst is at http://localhost:${port}/catalyst`)

process.once('SIGTERM', () => {
  server.close()
  void proxy[Symbol.asyncDispose]()
})
