import { encodeExecFrame, execChannel, routes, type Pod, type TerminalSize } from '@catalyst/api'
import { ws, type RequestHandler, type WebSocketHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { exitStatus, expired } from './execStatuses.ts'
import { HeldShell, type ShellLine } from './HeldShell.ts'
import type { MockRef } from './MockCollection.ts'
import { mockRoute } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { mustGet } from './scopes.ts'

const path = routes.openExec.path.replaceAll(/\{(\w+)\}/g, ':$1')
// One link for all clusters: each listens to a channel for as long as the page lives.
const link = ws.link(`*/api/v1${path}`)

/** The shells of a mock cluster, so that a story can end or cut them from the side of the pod. */
export interface MockShells {
  /** How many sockets are open. */
  readonly open: number
  /** Every shell ends with an exit code, as after `exit`. */
  exit(code: number): void
  /** Every pod goes: the sessions end with a reason. */
  end(reason: string, message: string): void
  /** Bytes that clients say they have shown, the newest count of each shell together. */
  readonly acknowledged: number
  /** Of each shell, the size that its client told last. */
  readonly sizes: readonly TerminalSize[]
  /** Bytes that shells have written. */
  readonly written: number
  /** Every shell writes something, one message each. */
  write(bytes: Uint8Array): void
  /** Every socket drops without a word; a shell stays for the client to come back to. */
  drop(): void
  /** Nobody came back for so long that shells were ended: who does now, is told that the session has expired. */
  expire(): void
}

interface Connection extends ShellLine {
  drop: () => void
}

/** Interactive exec over a WebSocket with v5 frames, and the gate that a client asks after a refused upgrade. */
export function execHandlers(root: MockWorld): {
  handlers: (RequestHandler | WebSocketHandler)[]
  shells: MockShells
} {
  const connections = new Set<Connection>()
  const held = new Map<string, HeldShell>()
  const gate = mockRoute(root, 'openExec', ({ world, param, url }) => {
    const pod = mustGet(world.pods, { namespace: param('namespace'), name: param('pod') }, 'Pod')
    mustRun(pod, url.searchParams.get('container'))
    throw new ThrownProblem(problem('UPGRADE_REQUIRED', { detail: 'All is well: upgrade to a WebSocket.' }))
  })

  const socket = link.addEventListener('connection', ({ client, params }) => {
    const url = new URL(client.url)
    const ref = { namespace: String(params['namespace']), name: String(params['pod']) }
    const world = root.cluster(String(params['cluster']))
    if (
      root.isOffline ||
      root.blocksWebSockets ||
      world === undefined ||
      isRefused(world, ref, url.searchParams.get('container'))
    ) {
      return client.close(1011, 'refused')
    }
    const id = url.searchParams.get('session') ?? crypto.randomUUID()
    const received = Number(url.searchParams.get('received') ?? 0)
    const shell = held.get(id) ?? new HeldShell(url.searchParams.getAll('command'))
    const connection: Connection = {
      send: (channel, bytes) => client.send(frame(channel, bytes).buffer),
      end(status) {
        held.delete(id)
        connections.delete(connection)
        client.send(encodeExecFrame(execChannel.error, JSON.stringify(status)).buffer)
        // A socket that closes at once takes its last message with it.
        setTimeout(() => client.close(1000, ''))
      },
      drop() {
        connections.delete(connection)
        shell.detach(connection)
        client.close(4000, 'dropped')
      },
    }
    connections.add(connection)
    if (received > 0 && !held.has(id)) return connection.end(expired)
    shell.replace()
    held.set(id, shell)
    shell.attach(connection, received)
    client.addEventListener('message', ({ data }) => {
      void bytesOf(data).then((bytes) => shell.take(bytes))
    })
    client.addEventListener('close', () => {
      connections.delete(connection)
      shell.detach(connection)
    })
  })

  const every = (act: (connection: Connection) => void) => [...connections].forEach(act)
  return {
    handlers: [gate, socket],
    shells: {
      get open() {
        return connections.size
      },
      get acknowledged() {
        return sum([...held.values()].map((shell) => shell.acknowledged))
      },
      get sizes() {
        return [...held.values()].map(({ size }) => size)
      },
      get written() {
        return sum([...held.values()].map((shell) => shell.written))
      },
      write: (bytes) => held.forEach((shell) => shell.write(bytes)),
      exit: (code) => every(({ end }) => end(exitStatus(code))),
      end: (reason, message) => every(({ end }) => end({ status: 'Failure', reason, message })),
      drop: () => every(({ drop }) => drop()),
      expire: () => held.clear(),
    },
  }
}

function isRefused(world: MockWorld, ref: MockRef, container: string | null): boolean {
  const mayExec = world.mayDo({ verb: 'create', resource: 'pods', subresource: 'exec', ...ref })
  const pod = world.pods.get(ref)
  return (
    world.problemOf('exec') !== undefined || !mayExec.allowed || pod === undefined || stoppedContainer(pod, container)
  )
}

function mustRun(pod: Pod, container: string | null): void {
  if (!stoppedContainer(pod, container)) return
  const detail = `Container "${container ?? ''}" of pod "${pod.metadata.name}" is not running.`
  throw new ThrownProblem(problem('CONFLICT', { reason: 'NotRunning', detail }))
}

/** Whether a container, by default the first, is known not to run. */
function stoppedContainer({ status = {} }: Pod, container: string | null): boolean {
  const all = [
    ...(status.containerStatuses ?? []),
    ...(status.initContainerStatuses ?? []),
    ...(status.ephemeralContainerStatuses ?? []),
  ]
  const found = container === null ? all[0] : all.find(({ name }) => name === container)
  return found !== undefined && found.state?.running === undefined
}

async function bytesOf(data: unknown): Promise<Uint8Array<ArrayBuffer>> {
  if (data instanceof Blob) return new Uint8Array(await data.arrayBuffer())
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength)
  return new TextEncoder().encode(String(data))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function frame(channel: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeExecFrame(channel as 1, bytes)
}
