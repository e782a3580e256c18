import {
  type ClusterAccess,
  openWebSocket,
  type OpenedWebSocket,
  requestStream,
  type StreamResponse,
} from '@catalyst/kubernetes-client'
import type { Talker } from '../streams/prepareTalker.ts'

/** The frames of Kubernetes that a client needs: https://github.com/kubernetes/enhancements (KEP-4006). */
export const stdin = 0
export const stdout = 1
const ack = 5

/** The pod of a talker, behind the proxy. It is asked with the requests of our client, so that only the way differs. */
export class Proxied {
  readonly #url: URL
  readonly #access: ClusterAccess
  readonly #path: string

  constructor(url: string, { namespace, pod }: Talker) {
    this.#url = new URL(url)
    this.#path = `/api/v1/clusters/-/namespaces/${namespace}/pods/${pod}`
    const cluster = { name: 'proxy', server: this.#url.origin, skipTLSVerify: true }
    this.#access = {
      getCurrentCluster: () => cluster,
      getCurrentUser: () => ({ name: 'page' }),
      applyToHTTPSOptions: async () => undefined,
    }
  }

  /** Opens a command, as a page does. The socket is paused. */
  exec(query: Record<string, string | string[] | boolean>): Promise<OpenedWebSocket> {
    const headers = { origin: this.#url.origin }
    return openWebSocket(this.#access, `${this.#path}/exec`, { protocols: ['v5.channel.k8s.io'], query, headers })
  }

  /** The log, as text or as events. */
  log(query: Record<string, string | number>, accept = 'text/plain'): Promise<StreamResponse> {
    return requestStream(this.#access, `${this.#path}/log`, { query, headers: { accept } })
  }

  /** Runs a command and counts the bytes of its output; `acks` says that they are shown, as the terminal of a page does. */
  async output(command: string[], { acks = false } = {}): Promise<number> {
    const { socket } = await this.exec({ command, stdout: true, stderr: false, tty: false, ...(acks && { ack: true }) })
    let read = 0
    let told = 0
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('message', (message: Buffer) => {
      if (message[0] !== stdout) return
      read += message.length - 1
      if (!acks || read - told < 65_536) return
      told = read
      socket.send(Buffer.concat([Buffer.of(ack), Buffer.from(String(read))]))
    })
    socket.resume()
    await closed
    return read
  }
}
