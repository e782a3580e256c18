import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generatePublicUrl } from '@catalyst/api/names'
import type { ApiOperations } from '../../cluster/api/ApiOperations.ts'
import type { Image } from '../../cluster/machine/Image.ts'
import { findSite, nowhere } from './findSite.ts'

export interface Ingress extends AsyncDisposable {
  /** Where what runs in a namespace answers. */
  urlOf(namespace: string): string
}

export interface IngressOptions {
  images: readonly Image[]
  /** On 127.0.0.1; another one that is free where it is taken. */
  port: number
}

/** An ingress controller: what Ingress objects say about `*.localhost` holds in a browser of this computer. */
export async function startIngress(api: ApiOperations, { images, port: wanted }: IngressOptions): Promise<Ingress> {
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy())
  })

  async function listen(at: number): Promise<number> {
    server.listen(at, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  async function answer(
    { headers, url = '/', method = 'GET' }: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const host = (headers.host ?? '').replace(/:\d+$/, '')
    // A page of another site that names itself so must not reach in: only names that stay on this computer are served.
    const site = host.endsWith('.localhost') ? findSite(api, { host, images }) : nowhere
    const page = await site(new Request(new URL(url, `http://${host}`), { method }))
    response.writeHead(page.status, Object.fromEntries(page.headers))
    response.end(method === 'HEAD' ? undefined : Buffer.from(await page.arrayBuffer()))
  }

  const port = await listen(wanted).catch(() => listen(0))
  return {
    urlOf: (namespace) => generatePublicUrl(namespace, { localPort: port }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}
