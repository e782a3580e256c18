import { once } from 'node:events'
import { execChannel, execSubprotocol, type ExecStatus } from '@catalyst/api/exec-frames'
import WebSocket from 'ws'

export interface OpenedShell extends AsyncDisposable {
  /** Resolves when it has printed that. */
  printed(text: string): Promise<void>
  type(text: string): void
  /** The Status with which it ended. */
  readonly ended: Promise<Partial<ExecStatus>>
}

/** Opens a shell through the proxy as a Kubernetes client does; rejects with the status of a refused upgrade. */
export async function openShell(url: string, headers: Record<string, string>): Promise<OpenedShell> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), [execSubprotocol], { headers })
  let output = ''
  const waiting = new Set<() => void>()
  const ended = new Promise<Partial<ExecStatus>>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const [channel] = data
      const text = data.subarray(1).toString()
      if (channel === execChannel.error) resolve(JSON.parse(text) as ExecStatus)
      if (channel === execChannel.stdout) output += text
      for (const look of waiting) look()
    })
    socket.on('close', () => resolve({}))
  })
  const refused = once(socket, 'unexpected-response').then(([, answer]) => {
    const { statusCode } = answer as { statusCode: number }
    throw new Error(`The upgrade was refused with ${statusCode}.`)
  })
  await Promise.race([once(socket, 'open'), refused])
  return {
    ended,
    type: (text) => socket.send(Buffer.concat([Buffer.from([execChannel.stdin]), Buffer.from(text)])),
    printed: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!output.includes(text)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async [Symbol.asyncDispose]() {
      if (socket.readyState === WebSocket.CLOSED) return
      const closed = once(socket, 'close')
      socket.terminate()
      await closed
    },
  }
}
