import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createClock } from '../../cluster/clock/createClock.ts'
import { startCluster } from '../../cluster/startCluster.ts'
import { pageSite } from '../images/pageSite.ts'
import { startIngress } from './startIngress.ts'

const image = { name: 'registry.example.com/web*', sites: { 0: pageSite('Hello', 'From a pod.') } }
const metadata = { name: 'web', namespace: 'default' }

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: { selector: { app: 'web' }, ports: [{ port: 8080 }] },
}
const ingress = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata,
  spec: {
    rules: [
      {
        host: 'web.localhost',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 8080 } } } }],
        },
      },
    ],
  },
}
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...metadata, labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1' }] },
}

/** Asks by address, as a browser does that knows where `*.localhost` is. */
async function ask(url: string, host: string) {
  const request = get(url.replace(/\/\/[^:]+/, '//127.0.0.1'), { headers: { Host: host } })
  const [response] = await once(request, 'response')
  return { status: response.statusCode as number, body: await text(response) }
}

test('a host leads through its Ingress and Service to a pod that is ready', async () => {
  const clock = createClock({ stopped: true })
  await using cluster = await startCluster({ clock, images: [image], fixtures: [service, ingress] })
  await using server = await startIngress(cluster.api, { images: [image], port: 0 })
  const url = server.urlOf('web')
  expect(url).toMatch(/^http:\/\/web\.localhost:\d+\/$/)
  expect(await ask(url, 'web.localhost')).toMatchObject({ status: 503, body: expect.stringContaining('Not ready') })
  await cluster.api.create('pods', pod)
  await clock.advance(10_000)
  expect(await ask(url, 'web.localhost')).toMatchObject({ status: 200, body: expect.stringContaining('From a pod.') })
  expect((await ask(url, 'other.localhost')).status).toBe(404)
  expect((await ask(url, 'web.localhost.example.com')).status).toBe(404)
})

test('where its port is taken it listens on another one', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  await using cluster = await startCluster({ clock: createClock({ stopped: true }), nodes: 0 })
  await using server = await startIngress(cluster.api, { images: [], port })
  expect(new URL(server.urlOf('web')).port).not.toBe(String(port))
  other.close()
})
