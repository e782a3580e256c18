import { once } from 'node:events'
import { createServer } from 'node:net'
import { connect } from 'node:net'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { startCluster } from '@catalyst/testing/cluster'
import { expect, test } from 'vitest'
import { createProxy } from './createProxy.ts'
import { startEmbedded } from '../test/startEmbedded.ts'
import { registryOfCluster } from '../test/startKinds.ts'

const clusters = createClusterRegistry({ env: {}, homeKubeconfig: '', inDocker: false })

test.each(['0.0.0.0', '::', '192.168.1.7', 'catalyst.example.com'])(
  'without sign-in it does not listen on %s',
  async (host) => {
    expect(() => createProxy({ clusters, host })).toThrow(/Listen on localhost, 127.0.0.1 or ::1/)
    await using started = await startEmbedded({ port: 0 })
    await expect(started.proxy.listen({ host })).rejects.toThrow(/Listen on localhost/)
  },
)

test('without sign-in it is not published under a public name', () => {
  expect(() => createProxy({ clusters, publicUrl: 'https://catalyst.example.com' })).toThrow(/not published at/)
})

test('it says where it listens, and is gone after it was closed', async () => {
  await using started = await startEmbedded({ port: 0 })
  const listening = await started.proxy.listen()
  expect(listening.url).toBe(`http://localhost:${listening.port}`)
  expect((await fetch(`${listening.url}/healthz`)).status).toBe(200)
  await listening.close()
  await expect(fetch(`${listening.url}/healthz`)).rejects.toThrow()
  await expect(started.proxy.listen()).rejects.toThrow(/was closed/)
})

test('closing twice, and at the same time, is harmless', async () => {
  await using started = await startEmbedded({ port: 0 })
  const { close } = await started.proxy.listen()
  await Promise.all([close(), close(), started.proxy[Symbol.asyncDispose]()])
})

test('a proxy that is closed while it begins to listen does not listen', async () => {
  await using started = await startEmbedded({ port: 0 })
  const listening = started.proxy.listen()
  await Promise.all([expect(listening).rejects.toThrow(/was closed/), started.proxy[Symbol.asyncDispose]()])
})

test('a port that is taken is told, and nothing stays open', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  await using started = await startEmbedded({ port })
  await expect(started.proxy.listen()).rejects.toMatchObject({ code: 'EADDRINUSE' })
  other.close()
  await once(other, 'close')
  expect((await started.proxy.listen()).port).toBe(port)
})

test('closing does not wait for a connection that is merely kept alive', async () => {
  await using started = await startEmbedded({ port: 0 })
  const { port, close } = await started.proxy.listen()
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET /healthz HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)
  await once(socket, 'data')
  await Promise.all([close(), once(socket, 'close')])
})

test('readiness says how the watches are, and that it is stopping', async () => {
  await using started = await startEmbedded()
  const ready = async () => {
    const answer = await started.proxy.app.request('/readyz')
    return {
      status: answer.status,
      body: (await answer.json()) as { status: string; watches: { kind: string; state: string }[] },
    }
  }
  await started.proxy.ready
  const { body } = await ready()
  expect(body.status).toBe('ready')
  expect(body.watches.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
    'environments live',
    'projects live',
  ])
  await started.proxy[Symbol.asyncDispose]()
  expect(await ready()).toMatchObject({ status: 503, body: { status: 'stopping' } })
})

test('a cluster without the custom resources does not keep it from being ready', async () => {
  await using bare = await startCluster({ nodes: 0 })
  await using proxy = createProxy({ clusters: registryOfCluster(bare) })
  await proxy.ready
  expect((await proxy.app.request('/readyz')).status).toBe(200)
})

test('metrics name operations and never paths of the caller', async () => {
  await using started = await startEmbedded()
  await started.request('/api/v1/session')
  await started.request('/api/v1/clusters/-/namespaces/private-name/environments/x')
  const text = await (await started.proxy.app.request('/metrics')).text()
  expect(text).toMatch(
    /catalyst_http_request_duration_seconds_count\{operation="getSession",method="GET",status="200"\} 1/,
  )
  expect(text).toContain('process_cpu_seconds_total')
  expect(text).not.toContain('private-name')
})
