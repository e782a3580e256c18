import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { ProxyEnv } from '../ProxyContext.ts'
import { addHeaders, sendBytes, writeBytes } from './sendBytes.ts'

test('what is written has the headers of all who added one, every cookie included', async () => {
  const app = new Hono<ProxyEnv>()
    .use(writeBytes)
    .use(async (c, next) => {
      c.header('connection', 'close')
      await next()
      addHeaders(c, { 'x-frame-options': 'DENY' })
      c.header('vary', 'Origin', { append: true })
      for (const cookie of ['session.0=a', 'session.1=b']) c.header('set-cookie', cookie, { append: true })
    })
    .get('/', (c) => sendBytes(c, Buffer.from('kept'), { etag: '"1"', vary: 'Accept-Encoding' }))
  const fetchOwn = (request: Request, bindings: object) =>
    app.fetch(request, Object.assign(bindings, { ownsSocket: true }))
  const server = createAdaptorServer({ fetch: fetchOwn, overrideGlobalObjects: false }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    expect(await answer.text()).toBe('kept')
    expect(answer.headers.getSetCookie()).toEqual(['session.0=a', 'session.1=b'])
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-length': '4',
      etag: '"1"',
      vary: 'Accept-Encoding, Origin',
      'x-frame-options': 'DENY',
    })
    expect(answer.headers.get('connection')).toBe('close')
  } finally {
    server.close()
  }
})
