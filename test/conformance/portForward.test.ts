import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import { isPortForwardError, portForward, type PortForwardOptions } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { runPod } from './support/runPod.ts'
import { useSubject } from './support/useSubject.ts'

// The simulated machine of the embedded cluster has no httpd: a page is answered there for each port that is declared.
const webServer = 'mkdir /www; echo "<p>hello</p>" > /www/index.html; httpd -f -p 8080 -h /www || sleep 3600'
const port = 8080

const subject = useSubject({ node: true }, async (subject) => {
  await runPod(subject, 'web', {
    containers: [{ name: 'main', script: webServer, ports: [{ containerPort: port }] }],
  })
})

const forward = (options: Partial<PortForwardOptions> = {}) =>
  portForward(subject.kubeConfig, { namespace: subject.namespace, pod: 'web', port, ...options })

describe('a port of a pod', () => {
  test('answers an HTTP client', async () => {
    const response = await get('/', await forward())
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toMatch('text/html')
    expect(await textOf(response)).toMatch(/<p>/)
  })

  test('answers many at once, each on a connection of its own', async () => {
    const responses = await Promise.all(Array.from({ length: 8 }, async () => get('/', await forward())))
    const texts = await Promise.all(responses.map(textOf))
    expect(new Set(texts).size).toBe(1)
  })

  test('answers one who has said all there is to say', async () => {
    const stream = await forward()
    stream.end('GET / HTTP/1.0\r\n\r\n')
    expect(await textOf(stream)).toMatch(/^HTTP\/1\.[01] 200 OK\r\n/)
  })

  test('is let go when the signal is aborted', async () => {
    const controller = new AbortController()
    const stream = await forward({ signal: controller.signal })
    const ended = finished(stream)
    controller.abort(new Error('enough'))
    await expect(ended).rejects.toThrow('enough')
    expect(stream.destroyed).toBe(true)
  })
})

describe('it can not be reached', () => {
  test('when nothing listens there', async () => {
    const stream = await forward({ port: 9999 })
    const error = await rejection(textOf(stream), isPortForwardError)
    expect(error).toMatchObject({ code: 'ConnectionRefused' })
  })

  test('in a pod that is not there', async () => {
    expect(await rejection(forward({ pod: 'nobody' }), isPortForwardError)).toMatchObject({ code: 'PodNotFound' })
  })

  test('in a pod that has ended', async () => {
    await runPod(subject, 'done', { containers: [{ name: 'main', script: 'true' }], until: 'Succeeded' })
    expect(await rejection(forward({ pod: 'done' }), isPortForwardError)).toMatchObject({ code: 'NotRunning' })
  })

  test('by somebody who may not', async () => {
    const result = forward({ impersonate: { user: 'somebody' } })
    expect(await rejection(result, isPortForwardError)).toMatchObject({ code: 'Forbidden' })
  })

  test('when the signal was aborted before', async () => {
    await expect(forward({ signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late')
  })
})

function get(path: string, stream: Duplex): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { host: 'localhost', connection: 'close' }
    const request = httpRequest({ path, headers, createConnection: () => stream }, resolve)
    request.once('error', reject)
    request.end()
  })
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
