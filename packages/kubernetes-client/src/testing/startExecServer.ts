import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { answerStatus, startApiServer, type ApiServer } from './startApiServer.ts'

/** One command, as the API server sees it. */
export interface ServedCommand {
  socket: WebSocket
  path: string
  query: URLSearchParams
  /** Frames of the client, as `channel:text`. */
  received: string[]
  /** Bytes of stdin. */
  stdinBytes: number
  write(channel: number, data: Uint8Array | string): void
  /** Ends as Kubernetes does: a Status on channel 3, then the socket. */
  exit(code: number): void
  fail(message: string): void
}

export interface ExecServer extends ApiServer {
  readonly commands: ServedCommand[]
  /** Waits for the next command. */
  nextCommand(): Promise<ServedCommand>
  /** The subprotocols that it speaks. */
  protocols: string[]
  /** Refuses the next upgrade. */
  refuse?: { code: number; message: string; reason?: string } | undefined
}

/** An API server for `pods/exec`; what the commands do is up to the test. */
export async function startExecServer(run?: (command: ServedCommand) => void): Promise<ExecServer> {
  const api = await startApiServer((_, response) => answerStatus(response, { code: 404, reason: 'NotFound' }))
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 * 1024 * 1024,
    handleProtocols: (offered) => [...offered].find((protocol) => server.protocols.includes(protocol)) ?? false,
  })
  const commands: ServedCommand[] = []
  const server: ExecServer = {
    ...api,
    commands,
    protocols: ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
    async nextCommand() {
      const [command] = (await once(webSockets, 'command')) as [ServedCommand]
      return command
    },
  }
  api.server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (server.refuse) {
      const body = JSON.stringify({ kind: 'Status', status: 'Failure', ...server.refuse })
      socket.end(
        `HTTP/1.1 ${server.refuse.code} No\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
      return
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const command = serve(webSocket, request.url ?? '/')
      commands.push(command)
      webSockets.emit('command', command)
      run?.(command)
    })
  })
  return server
}

function serve(socket: WebSocket, requestUrl: string): ServedCommand {
  const url = new URL(requestUrl, 'http://test')
  const end = (status: object) => {
    command.write(3, JSON.stringify({ metadata: {}, ...status }))
    socket.close()
  }
  const command: ServedCommand = {
    socket,
    path: url.pathname,
    query: url.searchParams,
    received: [],
    stdinBytes: 0,
    write: (channel, data) => socket.send(Buffer.concat([Uint8Array.of(channel), Buffer.from(data)])),
    exit(code) {
      if (code === 0) return end({ status: 'Success' })
      const details = { causes: [{ reason: 'ExitCode', message: String(code) }] }
      end({ status: 'Failure', reason: 'NonZeroExitCode', message: `exit ${code}`, details })
    },
    fail: (message) => end({ status: 'Failure', reason: 'InternalError', code: 500, message }),
  }
  socket.on('message', (data) => {
    const frame = data as Buffer
    if (frame[0] === 0) command.stdinBytes += frame.length - 1
    command.received.push(frame[0] === 255 ? `255:${frame[1]}` : `${frame[0]}:${frame.subarray(1).toString()}`)
    socket.emit('frame')
  })
  return command
}
