import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Problem } from '@catalyst/api'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { call } from '../../test/call.ts'
import { namespace } from '../../test/objects.ts'
import { startProxy, type TestProxy } from '../../test/startProxy.ts'
import type { AccessQuestion } from '../../test/startApiServer.ts'

const base = '/api/v1/clusters/-/namespaces/acme-shop/pods'
const execPath = `${base}/web/exec`

const status = (name: string, state: object) => ({ name, ready: true, restartCount: 0, state })

async function startWithPods(mayDo?: (question: AccessQuestion) => boolean): Promise<TestProxy> {
  const started = await startProxy({ api: mayDo ? { mayDo } : {} })
  const { objects } = started.api
  objects.put('/api/v1/namespaces', namespace('acme-shop'))
  objects.put('/api/v1/pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'acme-shop' },
    spec: { containers: [{ name: 'app' }, { name: 'worker' }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        status('app', { running: {} }),
        status('worker', { waiting: { reason: 'CrashLoopBackOff' } }),
      ],
    },
  })
  return started
}

/** An upgrade that is refused, and with what. */
async function refusedUpgrade(
  started: TestProxy,
  path: string,
  options: { protocols?: string[]; origin?: string } = {},
) {
  const { port } = await started.proxy.listen({ port: 0 })
  const { protocols = ['v5.channel.k8s.io'], origin = `http://localhost:${port}` } = options
  const socket = new WebSocket(`ws://localhost:${port}${path}`, protocols, { origin })
  socket.on('error', () => undefined)
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  socket.terminate()
  return response.statusCode
}

const noExec = ({ subresource }: AccessQuestion) => subresource !== 'exec'

describe('the gate of an exec', () => {
  it.each([
    ['a pod that is not there', `${base}/gone/exec`, 404, { code: 'NOT_FOUND', missing: 'resource' }],
    ['a namespace that is not there', execPath.replace('acme-shop', 'nowhere'), 404, { missing: 'namespace' }],
    ['a cluster that is not there', execPath.replace('/-/', '/other/'), 404, { missing: 'cluster' }],
    ['a container that is not there', `${execPath}?container=none`, 404, { code: 'NOT_FOUND' }],
    [
      'a container that is not running',
      `${execPath}?container=worker`,
      409,
      { code: 'CONFLICT', reason: 'NotRunning' },
    ],
    ['a session id that is none', `${execPath}?session=1`, 400, { code: 'INVALID_INPUT' }],
  ])('refuses %s alike with and without an upgrade', async (...[, path, expected, problem]) => {
    await using started = await startWithPods()
    const { status, body } = await call<Problem>(started, path)
    expect([status, body]).toEqual([expected, expect.objectContaining(problem)])
    expect(await refusedUpgrade(started, path)).toBe(expected)
  })

  it('asks for the right to create pods/exec, whatever the API server would let pass', async () => {
    await using started = await startWithPods(noExec)
    const { status, body } = await call<Problem>(started, execPath)
    expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
    expect(body.detail).toContain('create pods/exec')
    const once = await call<Problem>(started, execPath, { method: 'POST', body: { command: ['ls'] } })
    expect([once.status, once.body.code]).toEqual([403, 'FORBIDDEN'])
    expect(await refusedUpgrade(started, execPath)).toBe(403)
  })

  it('says that nothing but the upgrade is missing', async () => {
    await using started = await startWithPods()
    const { status, body, headers } = await call<Problem>(started, execPath)
    expect([status, body.code, headers.get('upgrade')]).toEqual([426, 'UPGRADE_REQUIRED', 'websocket'])
  })

  it('holds for the short path too', async () => {
    await using started = await startWithPods(noExec)
    expect((await call<Problem>(started, '/api/ws/exec/acme-shop/web')).body.code).toBe('FORBIDDEN')
    expect(await refusedUpgrade(started, '/api/ws/exec/acme-shop/web')).toBe(403)
    await using allowed = await startWithPods()
    expect((await call<Problem>(allowed, '/api/ws/exec/acme-shop/web')).status).toBe(426)
    expect((await call<Problem>(allowed, '/api/ws/exec/acme-shop/Web_1')).status).toBe(400)
  })

  it('refuses an upgrade without a subprotocol that both speak', async () => {
    await using started = await startWithPods()
    expect(await refusedUpgrade(started, execPath, { protocols: ['v4.channel.k8s.io'] })).toBe(400)
  })

  it('refuses a page of another origin', async () => {
    await using started = await startWithPods()
    expect(await refusedUpgrade(started, execPath, { origin: 'https://evil.example' })).toBe(403)
  })

  it('leaves an audit record of every refused upgrade', async () => {
    await using started = await startWithPods(noExec)
    await refusedUpgrade(started, execPath)
    const records = started.log.filter((line) => line['audit'] === true)
    expect(records).toMatchObject([
      { operation: 'openExec', status: 403, namespace: 'acme-shop', name: 'web', subject: expect.any(String) },
    ])
  })
})

describe('a one-shot exec', () => {
  it.each([
    [{}, 'command'],
    [{ command: [] }, 'command'],
    [{ command: ['ls'], timeoutSeconds: 0 }, 'timeoutSeconds'],
    [{ command: ['ls'], shell: true }, 'shell'],
  ])('refuses %j', async (body, path) => {
    await using started = await startWithPods()
    const answer = await call<Problem>(started, execPath, { method: 'POST', body })
    expect(answer.status).toBe(400)
    expect(answer.body.issues?.map((issue) => issue.path)).toContain(path)
  })

  it('refuses a container that is not running', async () => {
    await using started = await startWithPods()
    const answer = await call<Problem>(started, execPath, {
      method: 'POST',
      body: { command: ['ls'], container: 'worker' },
    })
    expect([answer.status, answer.body.reason]).toEqual([409, 'NotRunning'])
    expect(answer.body.detail).toContain('CrashLoopBackOff')
  })
})
