import { once } from 'node:events'
import { decodeExecFrame, encodeExecFrame, execChannel, execSubprotocol, type ExecStatus } from '@catalyst/api'
import { WebSocket } from 'ws'
import { publicHost } from './ask.ts'

export interface ShellOptions {
  /** Address of a pod that serves. */
  at: string
  path: string
  token: string
  /** What it is held under. */
  session: string
  /** Bytes of its output that arrived before, where it is taken up again. */
  received?: number | undefined
}

export interface Shell extends AsyncDisposable {
  type(text: string): Promise<void>
  /** Waits until its output so far matches. */
  output(pattern: RegExp): Promise<void>
  /** Bytes of output so far, earlier connections included. */
  received(): number
  /** How it ended. */
  status(): Promise<ExecStatus>
  /** Cuts the connection as a lost network does, without a word. */
  cut(): void
}

/** Opens a terminal in a pod through one replica of the server. */
export async function openShell({ at, path, token, session, received = 0 }: ShellOptions): Promise<Shell> {
  const query = new URLSearchParams({ tty: 'true', stdin: 'true', session })
  if (received > 0) query.set('received', String(received))
  const headers = { host: publicHost, authorization: `Bearer ${token}` }
  const socket = new WebSocket(`ws://${at}:8080${path}?${query.toString()}`, execSubprotocol, { headers })
  socket.binaryType = 'arraybuffer'
  const ended = Promise.withResolvers<ExecStatus>()
  ended.promise.catch(() => undefined)
  const listeners = new Set<() => void>()
  let bytes = received
  let text = ''
  socket.on('message', (message: ArrayBuffer) => {
    const { channel, payload } = decodeExecFrame(message)
    if (channel === execChannel.error) ended.resolve(JSON.parse(Buffer.from(payload).toString()) as ExecStatus)
    if (channel !== execChannel.stdout) return
    bytes += payload.length
    text += Buffer.from(payload).toString()
    for (const listener of listeners) listener()
  })
  socket.on('close', (code) => ended.reject(new Error(`The connection ended with ${code} and no status.`)))
  await once(socket, 'open')
  return {
    async type(input) {
      socket.send(encodeExecFrame(execChannel.stdin, input))
    },
    output(pattern) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(text)) resolve()
        }
        listeners.add(look)
        look()
        ended.promise.then(look, reject)
      })
    },
    received: () => bytes,
    status: () => ended.promise,
    cut: () => socket.terminate(),
    async [Symbol.asyncDispose]() {
      if (socket.readyState === WebSocket.CLOSED) return
      const closed = once(socket, 'close')
      socket.terminate()
      await closed
    },
  }
}
