import { once } from 'node:events'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { loadClientNode, type Cluster, type KubeConfig, type User } from '../loader.ts'

export interface ApiServer extends AsyncDisposable {
  url: string
  port: number
  /** A kubeconfig that leads here, with the bearer token `test-token`. */
  kubeConfig: KubeConfig
  /** Every connection that was made so far. */
  sockets: Socket[]
  server: ReturnType<typeof createHttpServer>
}

export interface ApiServerOptions {
  /** @default plain HTTP */
  tls?: ServerOptions | undefined
  cluster?: Partial<Cluster> | undefined
  user?: Partial<User> | undefined
  /** @default a free one */
  port?: number | undefined
}

/** A real server on a free port of the loopback address, for what a handler answers; disposing cuts all connections. */
export async function startApiServer(handle: RequestListener, options: ApiServerOptions = {}): Promise<ApiServer> {
  const { tls } = options
  const server = tls ? createHttpsServer(tls, handle) : createHttpServer(handle)
  const sockets: Socket[] = []
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => sockets.push(socket))
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`
  const kubeConfig = await makeKubeConfig(url, options)
  return {
    url,
    port,
    kubeConfig,
    sockets,
    server,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** A kubeconfig of one context that leads to an address. */
export async function makeKubeConfig(
  server: string,
  options: Omit<ApiServerOptions, 'tls' | 'port'> = {},
): Promise<KubeConfig> {
  const { KubeConfig } = await loadClientNode()
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromClusterAndUser(
    { name: 'test', server, skipTLSVerify: server.startsWith('http:'), ...options.cluster },
    { name: 'test', token: 'test-token', ...options.user },
  )
  return kubeConfig
}

export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Answers a `Status` as the API server does. */
export function answerStatus(
  response: ServerResponse,
  status: { code: number; reason?: string; message?: string; details?: object },
): void {
  answerJson(response, { kind: 'Status', apiVersion: 'v1', status: 'Failure', ...status }, status.code)
}

export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString())
}
