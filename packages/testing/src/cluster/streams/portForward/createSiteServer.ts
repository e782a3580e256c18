import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Site } from '../../machine/Image.ts'

/** Speaks HTTP on connections that come from anywhere but the network, for simulated sites. */
export interface SiteServer {
  serve(site: Site, connection: Duplex): void
}

export function createSiteServer(): SiteServer {
  const sites = new WeakMap<object, Site>()
  const server = createServer((message, response) => {
    const site = sites.get(message.socket)
    if (site === undefined) response.destroy()
    else void answer(site, message, response)
  })
  return {
    serve(site, connection) {
      sites.set(connection, site)
      connection.on('error', () => undefined)
      server.emit('connection', connection)
    },
  }
}

async function answer(site: Site, message: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { status, statusText, headers, body } = await site(toRequest(message))
    const fields = [...headers].filter(([name]) => name !== 'set-cookie').flat()
    for (const cookie of headers.getSetCookie()) fields.push('set-cookie', cookie)
    response.writeHead(status, statusText || STATUS_CODES[status], fields)
    if (body === null || message.method === 'HEAD') response.end()
    else await pipeline(Readable.fromWeb(body as ReadableStream), response)
  } catch (error) {
    // A site that fails is a program that crashed, and no fault of the cluster.
    if (response.headersSent) response.destroy()
    else response.writeHead(500, { 'content-type': 'text/plain' }).end(`${String(error)}\n`)
  }
}

function toRequest(message: IncomingMessage): Request {
  const { method = 'GET', headers, url = '/' } = message
  const init: RequestInit = { method, headers: toHeaders(headers) }
  if (method !== 'GET' && method !== 'HEAD') {
    Object.assign(init, { body: Readable.toWeb(message), duplex: 'half' })
  }
  return new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), init)
}

function toHeaders(headers: IncomingMessage['headers']): Headers {
  const result = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const each of [value ?? []].flat()) result.append(name, each)
  }
  return result
}
