import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { encodedKubeconfig, startServer } from '../test/startServer.ts'

const down = { KUBECONFIG_TEST: encodedKubeconfig() }

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'without a cluster it serves an embedded one; %s leaves nothing',
  async (signal) => {
    await using server = startServer({ args: ['--port', '0'] })
    const [, url] = await server.line(/Catalyst is at (http:\S+)/)
    const [, kubeconfig = ''] = await server.line(/KUBECONFIG=(\/\S+)$/)
    expect((await stat(kubeconfig)).mode & 0o777).toBe(0o600)
    const read = async (path: string) =>
      (await (await fetch(`${url}/api/v1/clusters${path}`)).json()) as { items: object[] }
    const clusters = await read('')
    expect(clusters.items).toMatchObject([{ default: true, reachable: true }])
    const environments = await read('/-/environments')
    expect(environments.items.length).toBeGreaterThanOrEqual(12)
    server.process.kill(signal)
    expect(await server.ended).toBe(0)
    expect(existsSync(dirname(kubeconfig))).toBe(false)
    expect(server.printed()).not.toContain('    at ')
  },
  60_000,
)

test('a kubeconfig that is broken is named without its value', async () => {
  await using server = startServer({ env: { KUBECONFIG_TEST: Buffer.from('secret: [').toString('base64') } })
  expect(await server.ended).toBe(1)
  expect(server.printed()).toContain('KUBECONFIG_TEST')
  expect(server.printed()).not.toContain('secret')
  expect(server.printed()).not.toContain('    at ')
})

test('a flag that it does not know is answered with those that it does', async () => {
  await using server = startServer({ args: ['--prot', '80'], env: down })
  expect(await server.ended).toBe(1)
  expect(server.printed()).toContain('--port <number>')
})

test('it refuses to serve other machines without sign-in', async () => {
  await using server = startServer({ args: ['--host', '0.0.0.0'], env: down })
  expect(await server.ended).toBe(1)
  expect(server.printed()).toContain('Listen on localhost')
  expect(server.printed()).not.toContain('    at ')
})

test('a port that is taken is one line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  await using server = startServer({ env: { ...down, PORT: String(port) } })
  expect(await server.ended).toBe(1)
  expect(server.printed()).toContain(`Port ${port} of localhost is in use.`)
  expect(server.printed()).not.toContain('    at ')
  other.close()
})

test('with a cluster that is down it starts, says so, and recovers when the cluster comes up', async () => {
  const cluster = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"gitVersion":"v1.34.0"}')
  }).listen(0, '127.0.0.1')
  await once(cluster, 'listening')
  const { port } = cluster.address() as AddressInfo
  cluster.close()
  await once(cluster, 'close')

  await using server = startServer({
    args: ['--port', '0'],
    env: { KUBECONFIG_TEST: encodedKubeconfig(`http://127.0.0.1:${port}`) },
  })
  const [, url] = await server.line(/Catalyst is at (http:\S+)/)
  const clusters = async () =>
    ((await (await fetch(`${url}/api/v1/clusters`)).json()) as { items: { reachable: boolean }[] }).items[0]
  await server.line(/cluster watch is stale/)
  expect(await clusters()).toMatchObject({ reachable: false, reason: 'The API server can not be reached.' })
  cluster.listen(port, '127.0.0.1')
  await expect.poll(clusters, { timeout: 10_000 }).toMatchObject({ reachable: true })
  cluster.closeAllConnections()
  cluster.close()
  expect(server.printed()).not.toContain('secret-of-the-kubeconfig')
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it in order, with an open connection too', async (signal) => {
  await using server = startServer({ args: ['--port', '0'], env: down })
  const [, url] = await server.line(/Catalyst is at (http:\S+)/)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  server.process.kill(signal)
  expect(await server.ended).toBe(0)
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
})
