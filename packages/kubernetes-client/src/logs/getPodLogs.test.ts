import { expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { eventually } from '../testing/eventually.ts'
import { answerStatus, startApiServer } from '../testing/startApiServer.ts'
import { getPodLogs } from './getPodLogs.ts'
import { streamPodLogs } from './streamPodLogs.ts'

const target = { namespace: 'web', pod: 'shop' }

test('asks for what Kubernetes offers', async () => {
  let asked = ''
  await using api = await startApiServer((request, response) => {
    asked = request.url ?? ''
    response.end('one\ntwo\n')
  })
  const options = {
    ...target,
    container: 'main',
    tailLines: 2,
    timestamps: true,
    previous: true,
    limitBytes: 100,
    sinceSeconds: 5,
  }
  expect(await getPodLogs(api.kubeConfig, options)).toBe('one\ntwo\n')
  const { pathname, searchParams } = new URL(asked, api.url)
  expect(pathname).toBe('/api/v1/namespaces/web/pods/shop/log')
  expect(Object.fromEntries(searchParams)).toEqual({
    container: 'main',
    tailLines: '2',
    timestamps: 'true',
    previous: 'true',
    limitBytes: '100',
    sinceSeconds: '5',
  })
})

test('characters that are split over chunks stay whole', async () => {
  await using api = await startApiServer((_, response) => {
    void (async () => {
      for (const byte of Buffer.from('ü€😀')) {
        response.write(Uint8Array.of(byte))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    })()
  })
  expect(await getPodLogs(api.kubeConfig, target)).toBe('ü€😀')
})

test('a container that has not started is the error that Kubernetes answers', async () => {
  const message = 'container "main" in pod "shop" is waiting to start: ContainerCreating'
  await using api = await startApiServer((_, response) =>
    answerStatus(response, { code: 400, reason: 'BadRequest', message }),
  )
  expect(await catchError(getPodLogs(api.kubeConfig, target))).toMatchObject({ status: 400, message })
})

test('a stream gives the bytes as they are and slows the kubelet down', async () => {
  let sent = 0
  await using api = await startApiServer((_, response) => {
    const send = () => {
      while (sent < 1e9) {
        sent += 100_000
        if (!response.write(Buffer.alloc(100_000, 'x'))) return void response.once('drain', send)
      }
    }
    send()
  })
  const chunks = streamPodLogs(api.kubeConfig, { ...target, follow: true })
  const { value } = await chunks.next()
  expect(value?.every((byte) => byte === 0x78)).toBe(true)
  let before = -1
  await eventually(() => {
    const same = sent === before
    before = sent
    expect(same).toBe(true)
  })
  expect(sent).toBeLessThan(1e8)
  await chunks.return()
  await eventually(() => expect(api.sockets.every(({ destroyed }) => destroyed)).toBe(true))
})

test('the signal ends a stream without an error, and a whole log with one', async () => {
  await using api = await startApiServer((_, response) => void response.write('first\n'))
  const controller = new AbortController()
  const chunks: string[] = []
  for await (const chunk of streamPodLogs(api.kubeConfig, { ...target, follow: true, signal: controller.signal })) {
    chunks.push(Buffer.from(chunk).toString())
    controller.abort()
  }
  expect(chunks).toEqual(['first\n'])
  expect(await catchError(getPodLogs(api.kubeConfig, { ...target, signal: AbortSignal.timeout(50) }))).toMatchObject({
    name: 'TimeoutError',
  })
})
