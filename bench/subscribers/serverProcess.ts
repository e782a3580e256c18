import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy } from '@catalyst/proxy'
import type { ServerOrder, ServerReport } from './orders.ts'

/** A server of streams in a process of its own: the proxy, or the least that Node can do. */
const [kind = '', kubeconfig = '', most = '0'] = process.argv.slice(2)
const server = kind === 'proxy' ? await startProxy() : await startBare()

async function startProxy() {
  const limits = { streams: Number(most), streamsPerIdentity: Number(most), connections: Number(most) + 100 }
  const clusters = createClusterRegistry({ env: { KUBECONFIG: kubeconfig } })
  const proxy = createProxy({ clusters, port: 0, limits })
  const listening = await proxy.listen()
  process.once('disconnect', () => process.exit())
  return { url: `http://127.0.0.1:${listening.port}`, send: () => undefined }
}

async function startBare() {
  const readers = new Set<ServerResponse>()
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n')
    readers.add(response)
    response.once('close', () => readers.delete(response))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  process.once('disconnect', () => process.exit())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    send(text: string) {
      for (const reader of readers) reader.write(`data: ${text}\n\n`)
    },
  }
}

async function measure(): Promise<ServerReport> {
  // What was just written is let go of in turns of the event loop.
  for (let turn = 0; turn < 5; turn++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return { usedBytes: heapUsed + external, residentBytes: rss, cpuMs: (user + system) / 1000 }
}

process.on('message', (order: ServerOrder) => {
  if (order.do === 'send') return void process.send?.(server.send(order.text) ?? 'sent')
  void measure().then((report) => process.send?.(report))
})
process.send?.(server.url)
