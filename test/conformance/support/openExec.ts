import { once } from 'node:events'
import {
  decodeExecFrame,
  encodeAck,
  encodeExecFrame,
  encodeHalfClose,
  encodeResize,
  execChannel,
  execSubprotocol,
  type ExecStatus,
  parseExecStatus,
} from '@catalyst/api/exec-frames'
import WebSocket from 'ws'
import { eventually } from './eventually.ts'

/** A command or shell behind the proxy, and what came of it. */
export interface OpenedExec extends AsyncDisposable {
  readonly socket: WebSocket
  /** Bytes of channels 1 and 2. */
  readonly received: number
  readonly stdout: string
  readonly stderr: string
  readonly status: ExecStatus | undefined
  readonly closeCode: number | undefined
  type(text: string): void
  endInput(): void
  resize(columns: number, rows: number): void
  acknowledge(total?: number): void
  /** Resolves when it has printed that. */
  shows(text: string | RegExp): Promise<void>
  /** The Status with which it ended, or none where the connection was only lost. */
  readonly ended: Promise<ExecStatus | undefined>
}

/** Opens the exec path of the proxy as a page does. @throws Error with the status of a refused upgrade. */
export async function openExec(url: string, token: string): Promise<OpenedExec> {
  const headers = { authorization: `Bearer ${token}`, origin: new URL(url).origin }
  const socket = new WebSocket(url.replace(/^http/, 'ws'), [execSubprotocol], { headers })
  const seen = { received: 0, stdout: '', stderr: '' }
  let status: ExecStatus | undefined
  let closeCode: number | undefined
  socket.on('message', (data: Buffer<ArrayBuffer>) => {
    const { channel, payload } = decodeExecFrame(data)
    const text = Buffer.from(payload).toString()
    if (channel === execChannel.error) status = parseExecStatus(payload)
    if (channel === execChannel.stdout) seen.stdout += text
    if (channel === execChannel.stderr) seen.stderr += text
    if (channel === execChannel.stdout || channel === execChannel.stderr) seen.received += payload.length
  })
  socket.on('error', () => undefined)
  const ended = new Promise<ExecStatus | undefined>((resolve) => {
    socket.once('close', (code) => {
      closeCode = code
      resolve(status)
    })
  })
  const refused = once(socket, 'unexpected-response').then(([, answer]) => {
    socket.terminate()
    throw new Error(`The upgrade was refused with ${(answer as { statusCode: number }).statusCode}.`)
  })
  // Only one of the two ever comes.
  refused.catch(() => undefined)
  await Promise.race([once(socket, 'open'), refused])
  return {
    socket,
    ended,
    get received() {
      return seen.received
    },
    get stdout() {
      return seen.stdout
    },
    get stderr() {
      return seen.stderr
    },
    get status() {
      return status
    },
    get closeCode() {
      return closeCode
    },
    type: (text) => socket.send(encodeExecFrame(execChannel.stdin, text)),
    endInput: () => socket.send(encodeHalfClose()),
    resize: (columns, rows) => socket.send(encodeResize({ columns, rows })),
    acknowledge: (total = seen.received) => socket.send(encodeAck(total)),
    shows: (text) =>
      eventually(() => {
        const found = typeof text === 'string' ? seen.stdout.includes(text) : text.test(seen.stdout)
        if (!found) throw new Error(`It has not shown ${String(text)} but: ${seen.stdout.slice(-2000)}`)
      }),
    async [Symbol.asyncDispose]() {
      socket.close(1000)
      const cut = setTimeout(() => socket.terminate(), 2000)
      await ended
      clearTimeout(cut)
    },
  }
}
