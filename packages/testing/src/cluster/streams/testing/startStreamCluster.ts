import { once } from 'node:events'
import { request as httpsRequest } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { parse } from 'yaml'
import { WebSocket } from 'ws'
import { isRecord } from '../../objects/isRecord.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { startCluster } from '../../startCluster.ts'

/** A frame of a WebSocket: its channel and its text. */
export type Frame = readonly [channel: number, text: string]

export interface StreamCluster extends AsyncDisposable {
  /** Creates a pod of one container, or of several, and waits until it has got so far. */
  run(name: string, spec: object, isReady?: (pod: Pod) => boolean): Promise<void>
  /** GET of a subresource of a pod. */
  get(path: string): Promise<{ code: number; body: string }>
  open(path: string, protocol: string): Promise<OpenSocket | { code: number; body: string }>
  /** Upgrades to SPDY. */
  upgrade(path: string, protocol: string): Promise<{ code: number; socket?: Duplex; protocol?: string }>
}

export interface OpenSocket {
  readonly socket: WebSocket
  readonly frames: Frame[]
  readonly closed: Promise<number>
}

/** A cluster with a node, spoken to without any library for Kubernetes in between. */
export async function startStreamCluster(): Promise<StreamCluster> {
  const cluster = await startCluster({ metrics: false })
  const { token, ca } = credentialsOf(cluster.kubeconfig())
  const headers = { authorization: `Bearer ${token}` }
  const urlOf = (path: string) => new URL(`/api/v1/namespaces/default/pods/${path}`, cluster.url)

  return {
    async run(name, spec, isReady = ({ status }) => status?.phase === 'Running') {
      await cluster.apply([{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, ...{ spec } }])
      for (;;) {
        if (isReady(cluster.api.get('pods', { namespace: 'default', name }) as Pod)) return
        await delay(20)
      }
    },
    async get(path) {
      const request = httpsRequest(urlOf(path), { headers, ca, agent: false }).end()
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      return { code: response.statusCode ?? 0, body: await textOf(response) }
    },
    async open(path, protocol) {
      const frames: Frame[] = []
      const socket = new WebSocket(urlOf(path), protocol === '' ? [] : [protocol], { headers, ca })
      socket.on('message', (message: Buffer) => frames.push([message[0] ?? -1, message.subarray(1).toString()]))
      return new Promise((resolve, reject) => {
        const closed = once(socket, 'close').then(([code]) => code as number)
        socket.once('open', () => resolve({ socket, frames, closed }))
        socket.once('unexpected-response', (_request, response: IncomingMessage) => {
          void textOf(response).then((body) => resolve({ code: response.statusCode ?? 0, body }))
        })
        socket.once('error', reject)
      })
    },
    async upgrade(path, protocol) {
      const upgrade = { connection: 'Upgrade', upgrade: 'SPDY/3.1', 'x-stream-protocol-version': protocol }
      const request = httpsRequest(urlOf(path), {
        ...{ method: 'POST', ca, agent: false },
        headers: { ...headers, ...upgrade },
      }).end()
      return new Promise((resolve, reject) => {
        request.once('error', reject)
        request.once('response', (response) => resolve({ code: response.statusCode ?? 0 }))
        request.once('upgrade', (response, socket, head) => {
          if (head.length > 0) socket.unshift(head)
          const chosen = response.headers['x-stream-protocol-version']
          resolve({ code: 101, socket, ...(typeof chosen === 'string' && { protocol: chosen }) })
        })
      })
    },
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  }
}

function credentialsOf(kubeconfig: string): { token: string; ca: string } {
  const config: unknown = parse(kubeconfig)
  const first = (list: string, of: string, field: string): string => {
    const entries = isRecord(config) && Array.isArray(config[list]) ? (config[list] as unknown[]) : []
    const entry = entries.find(isRecord)?.[of]
    return isRecord(entry) ? String(entry[field]) : ''
  }
  const ca = Buffer.from(first('clusters', 'cluster', 'certificate-authority-data'), 'base64').toString()
  return { token: first('users', 'user', 'token'), ca }
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
