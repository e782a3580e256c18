import { decodeExecFrame, encodeExecFrame, execChannel } from '@catalyst/api/exec-frames'
import type { WebSocket } from 'ws'
import { createSocketSink } from '../webSocket/createSocketSink.ts'
import { createSocketSource } from '../webSocket/createSocketSource.ts'
import type { CommandChannels, CommandOptions } from './CommandChannels.ts'
import type { CommandStatus } from './commandStatus.ts'
import { createResizes } from './createResizes.ts'

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
  const isStatusText = socket.protocol === 'v4.channel.k8s.io' || socket.protocol === 'v5.channel.k8s.io'

  socket.on('message', (message: Buffer<ArrayBuffer>) => {
    if (message.length === 0) return
    const { channel, payload } = decodeExecFrame(message)
    if (channel === execChannel.stdin) stdin?.push(payload)
    else if (channel === execChannel.resize) resizes.push(payload)
    else if (channel === closeChannel && socket.protocol === 'v5.channel.k8s.io' && payload[0] === 0) stdin?.end()
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
    async finish(status) {
      if (socket.readyState !== socket.OPEN) return
      const text = isStatusText ? JSON.stringify(status) : plainText(status)
      if (text !== '') socket.send(encodeExecFrame(execChannel.error, text))
      socket.close(1000)
    },
  }
}

/** Before v4 the error channel carried a text, and nothing when all was well. */
function plainText({ status, message = '' }: CommandStatus): string {
  return status === 'Success' ? '' : message
}
