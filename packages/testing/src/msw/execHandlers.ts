import { decodeExecFrame, encodeExecFrame, execChannel, type ExecStatus } from '@catalyst/api'
import { ws, type RequestHandler, type WebSocketHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { mockRoute } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { ScriptedShell } from './scriptedShell.ts'
import { mustGet } from './scopes.ts'

const path = '/clusters/:cluster/namespaces/:namespace/pods/:pod/exec'
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
  /** Bytes that shells have written. */
  readonly written: number
  /** Every shell writes something, one message each. */
  write(bytes: Uint8Array): void
  /** Every socket drops without a word; a shell stays for the client to come back to. */
  drop(): void
}

interface Connection {
  end: (status: ExecStatus) => void
  drop: () => void
}

/** Interactive exec over a WebSocket with v5 frames, and the gate that a client asks after a refused upgrade. */
export function execHandlers(world: MockWorld): {
  handlers: (RequestHandler | WebSocketHandler)[]
  shells: MockShells
} {
  const connections = new Set<Connection>()
  const held = new Map<string, HeldShell>()
  const gate = mockRoute(world, `GET ${path}`, ({ param }) => {
    const refused = world.problemOf('exec')
    if (refused !== undefined) throw new ThrownProblem(refused)
    mustGet(world.pods, { namespace: param('namespace'), name: param('pod') }, 'Pod')
    throw new ThrownProblem(problem('UPGRADE_REQUIRED', { detail: 'All is well: upgrade to a WebSocket.' }))
  })

  const socket = link.addEventListener('connection', ({ client, params }) => {
    const url = new URL(client.url)
    const ref = { namespace: String(params['namespace']), name: String(params['pod']) }
    if (world.isOffline || world.problemOf('exec') !== undefined || world.pods.get(ref) === undefined) {
      return client.close(1011, 'refused')
    }
    const id = url.searchParams.get('session') ?? crypto.randomUUID()
    const shell = held.get(id) ?? new HeldShell()
    held.set(id, shell)
    const send = (channel: number, bytes: Uint8Array) => client.send(frame(channel, bytes).buffer)
    const connection: Connection = {
      end(status) {
        held.delete(id)
        connections.delete(connection)
        client.send(encodeExecFrame(execChannel.error, JSON.stringify(status)).buffer)
        // A socket that closes at once takes its last message with it.
        setTimeout(() => client.close(1000, ''))
      },
      drop() {
        connections.delete(connection)
        shell.detach()
        client.close(4000, 'dropped')
      },
    }
    connections.add(connection)
    shell.attach({ send, end: connection.end }, Number(url.searchParams.get('received') ?? 0))
    client.addEventListener('message', ({ data }) => {
      void bytesOf(data).then((bytes) => shell.take(bytes))
    })
    client.addEventListener('close', () => connections.delete(connection))
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
      get written() {
        return sum([...held.values()].map((shell) => shell.written))
      },
      write: (bytes) => held.forEach((shell) => shell.write(bytes)),
      exit: (code) => every(({ end }) => end(exitStatus(code))),
      end: (reason, message) => every(({ end }) => end({ status: 'Failure', reason, message })),
      drop: () => every(({ drop }) => drop()),
    },
  }
}

interface Line {
  send: (channel: number, bytes: Uint8Array) => void
  end: (status: ExecStatus) => void
}

/** A shell that outlives its socket, with everything that it wrote. */
class HeldShell {
  readonly #shell: ScriptedShell
  readonly #encoder = new TextEncoder()
  readonly #decoder = new TextDecoder()
  /** Of bytes written, those that the client has shown. */
  acknowledged = 0
  #written = new Uint8Array()
  #line: Line | undefined
  #started = false

  constructor() {
    this.#shell = new ScriptedShell({
      write: (text) => this.write(this.#encoder.encode(text)),
      exit: (code) => this.#line?.end(exitStatus(code)),
    })
  }

  get written(): number {
    return this.#written.length
  }

  write(bytes: Uint8Array): void {
    this.#written = concat(this.#written, bytes)
    this.#line?.send(execChannel.stdout, bytes)
  }

  attach(line: Line, received: number): void {
    this.#line = line
    const missed = this.#written.slice(received)
    if (missed.length > 0) line.send(execChannel.stdout, missed)
    if (this.#started) return
    this.#started = true
    this.#shell.start()
  }

  detach(): void {
    this.#line = undefined
  }

  take(message: Uint8Array<ArrayBuffer>): void {
    const { channel, payload } = decodeExecFrame(message)
    if (channel === execChannel.stdin) this.#shell.input(this.#decoder.decode(payload, { stream: true }))
    if (channel === execChannel.ack) this.acknowledged = Number(new TextDecoder().decode(payload))
    if (channel === execChannel.resize) {
      const { Width, Height } = JSON.parse(new TextDecoder().decode(payload)) as { Width: number; Height: number }
      this.#shell.size = { columns: Width, rows: Height }
    }
  }
}

function exitStatus(code: number): ExecStatus {
  if (code === 0) return { status: 'Success' }
  return {
    status: 'Failure',
    reason: 'NonZeroExitCode',
    message: `command terminated with exit code ${code}`,
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  }
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

function concat(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(left.length + right.length)
  joined.set(left)
  joined.set(right, left.length)
  return joined
}
