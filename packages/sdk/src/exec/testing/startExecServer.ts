import type { TerminalSize } from '@catalyst/api/exec-frames'
import { onTestFinished } from 'vitest'
import { createPageActivity } from '../../internals/PageActivity.ts'
import { HttpClient } from '../../request/HttpClient.ts'
import { createQueue } from '../../testing/queue.ts'
import { type OpenSocket, sendProblem, startServer } from '../../testing/startServer.ts'
import type { ExecOptions, ExecState } from '../ExecSession.ts'
import { SocketExecSession, type SocketExecOptions } from '../SocketExecSession.ts'

const target = { cluster: 'prod', namespace: 'acme', pod: 'web-0', container: 'app' }
const encoder = new TextEncoder()
const decoder = new TextDecoder()
export const frame = (channel: number, payload: string | Uint8Array) =>
  Uint8Array.of(channel, ...(typeof payload === 'string' ? encoder.encode(payload) : payload))
export const success = frame(3, JSON.stringify({ status: 'Success' }))
export const sizeFrame = ({ columns, rows }: TerminalSize) => JSON.stringify({ Width: columns, Height: rows })

/** What came on a channel, as text. */
export const on = (channel: number, { frames }: OpenSocket) =>
  frames.filter(([first]) => first === channel).map((one) => decoder.decode(one.subarray(1)))

/** A server whose upgrades wait in `sockets`, and what opens sessions to it. Both are closed when the test is over. */
export async function startExecServer({ token }: { token?: string } = {}) {
  const server = await startServer()
  const sockets = createQueue<OpenSocket>()
  server.upgrade(() => (socket) => sockets.put(socket))
  server.answer((answer) => sendProblem(answer, { status: 426, code: 'UPGRADE_REQUIRED' }))
  onTestFinished(() => server[Symbol.asyncDispose]())
  const http = new HttpClient({ baseUrl: server.url, token })
  const activity = createPageActivity({ suspendWhenHidden: false })

  function open(options: ExecOptions & Pick<SocketExecOptions, 'timings' | 'webSocket'> = {}) {
    const timings = { minimumDelay: 5, maximumDelay: 20, resizePace: 10, ...options.timings }
    const session = new SocketExecSession(target, { http, activity, ...options, timings })
    onTestFinished(() => session.close())
    const states: ExecState[] = []
    session.onState((state) => states.push(state))
    const output: [string, string][] = []
    session.onOutput((bytes, channel) => output.push([channel, decoder.decode(bytes)]))
    return { session, states, output }
  }
  return { server, sockets, open }
}
