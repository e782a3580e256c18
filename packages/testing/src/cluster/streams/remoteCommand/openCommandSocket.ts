import { decodeExecFrame, encodeExecFrame, execChannel } from '@catalyst/api/exec-frames'
import type { WebSocket } from 'ws'
import { createSocketSink } from '../webSocket/createSocketSink.ts'
import { createSocketSource } from '../webSocket/createSocketSource.ts'
import type { CommandChannels, CommandOptions } from './CommandChannels.ts'
import { commandStatus, type CommandStatus } from './commandStatus.ts'
import { createResizes } from './createResizes.ts'

/** Answered by the API server itself, which then speaks SPDY to the kubelet. */
export const translatedProtocol = 'v5.channel.k8s.io'
/** Closes a channel that the client writes to: `[255, channel]`, of v5. */
const closeChannel = execChannel.close

/**
 * The channels of a command over a WebSocket: the first byte of each message names the channel.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets
 */
export function openCommandSocket(socket: WebSocket, options: CommandOptions): CommandChannels {
  const gone = new AbortController()
  const stdin = options.stdin ? createSocketSource(socket) : undefined
  const resizes = createResizes()
  const isTranslated = socket.protocol === translatedProtocol

  socket.on('message', (message: Buffer<ArrayBuffer>) => {
    if (message.length === 0) return
    const { channel, payload } = decodeExecFrame(message)
    if (channel === execChannel.stdin) stdin?.push(payload)
    else if (channel === execChannel.resize) resizes.push(payload)
    else if (channel === closeChannel && isTranslated && payload[0] === execChannel.stdin) stdin?.end()
  })
  socket.once('close', () => {
    stdin?.end()
    gone.abort()
  })

  const sink = (channel: 1 | 2) => createSocketSink(socket, (bytes) => encodeExecFrame(channel, bytes))
  const first = options.stdout ? execChannel.stdout : options.stderr ? execChannel.stderr : execChannel.error
  // So that the client knows that the connection is there.
  socket.send(encodeExecFrame(first, new Uint8Array()))

  return {
    stdin: stdin?.source,
    stdout: options.stdout ? sink(execChannel.stdout) : undefined,
    stderr: options.stderr ? sink(execChannel.stderr) : undefined,
    onResize: resizes.listen,
    signal: gone.signal,
    async finish(outcome) {
      closeCommandSocket(socket, commandStatus(outcome, { isTranslated, argv: options.argv }))
    },
  }
}

/** Tells how it ended. Before v4 the error channel carried a text, and nothing when all was well. */
export function closeCommandSocket(socket: WebSocket, status: CommandStatus): void {
  if (socket.readyState !== socket.OPEN) return
  const isJson = socket.protocol === 'v4.channel.k8s.io' || socket.protocol === translatedProtocol
  const text = isJson ? JSON.stringify(status) : (status.message ?? '')
  if (text !== '') socket.send(encodeExecFrame(execChannel.error, text))
  socket.close(1000)
}
