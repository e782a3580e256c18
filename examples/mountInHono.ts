import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy } from '@catalyst/proxy'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// A Hono server with pages of its own, and Catalyst below /catalyst: REST, streams and shells.
// Run it with KUBECONFIG set, and open http://localhost:3000/catalyst/api/v1/clusters/-/environments.
const port = Number(process.env['PORT'] ?? 3000)
const proxy = createProxy({
  clusters: createClusterRegistry(),
  publicUrl: `http://localhost:${port}`,
  basePath: '/catalyst',
})
const host = new Hono().get('/', (c) => c.text('The host answers this.\n')).route('/catalyst', proxy.app)
const server = serve({ fetch: host.fetch, websocket: proxy.websocket, hostname: 'localhost', port })

await proxy.ready
console.log(`Catalyst is at http://localhost:${port}/catalyst`)

process.once('SIGTERM', () => {
  server.close()
  void proxy[Symbol.asyncDispose]()
})
