import { describe, expect, it, vi } from 'vitest'
import { ExecSession, type SessionEnd } from './ExecSession.ts'
import { ExecSocket } from './ExecSocket.ts'
import { ScriptedUpstream } from '../../test/ScriptedUpstream.ts'
import { startExecServer } from '../../test/startExecServer.ts'

/** A session on a real socket, as the routes make one; every connection attaches to the same one. */
async function startSession(options: { holdMs?: number; connect?: () => Promise<ScriptedUpstream> } = {}) {
  const upstream = new ScriptedUpstream()
  const ends: SessionEnd[] = []
  const session = new ExecSession({
    connect: options.connect ?? (async () => upstream),
    describeFailure: (error) => ({ status: 'Failure', reason: 'Failed', message: (error as Error).message }),
    holdMs: options.holdMs ?? 60_000,
    onEnd(end) {
      ends.push(end)
      void end.upstream?.end()
    },
  })
  const server = await startExecServer((raw, url) => {
    const socket: ExecSocket = new ExecSocket(raw, {
      onFrame: (frame) => session.receive(socket, frame),
      onDrain: () => session.drained(),
      onClose: (code) => session.detach(socket, code),
    })
    session.attach(socket, {
      received: Number(url.searchParams.get('received') ?? 0),
      ack: url.searchParams.get('ack') === 'true',
    })
  })
  return {
    upstream,
    session,
    ends,
    connect: (query?: string) => server.connect(query),
    async [Symbol.asyncDispose]() {
      session.end({ status: 'Failure', reason: 'ShuttingDown' })
      await server[Symbol.asyncDispose]()
    },
  }
}

const success = { status: 'Success' } as const
const kibibyte = 'x'.repeat(1023) + '\n'

describe('a session', () => {
  it('carries output, input, sizes and the end of input', async () => {
    await using test = await startSession()
    const client = await test.connect()
    test.upstream.write('out')
    test.upstream.write('err', 'stderr')
    await client.until(({ stdout, stderr }) => stdout === 'out' && stderr === 'err')
    client.type('ls\n')
    client.resize(120, 40)
    client.endInput()
    await vi.waitFor(() => expect(test.upstream.inputEnded).toBe(true))
    expect(test.upstream.input).toBe('ls\n')
    expect(test.upstream.sizes).toEqual([{ columns: 120, rows: 40 }])
  })

  it('tells its status after all output, and closes', async () => {
    await using test = await startSession()
    const client = await test.connect()
    test.upstream.write('last words')
    test.upstream.exit({
      status: 'Failure',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    })
    await client.until(({ closeCode }) => closeCode !== undefined)
    expect(client).toMatchObject({ stdout: 'last words', closeCode: 1000, status: { reason: 'NonZeroExitCode' } })
    await vi.waitFor(() => expect(test.ends).toMatchObject([{ commandEnded: true }]))
  })

  it('tells why a command could not be run, and why a connection to it was lost', async () => {
    await using refused = await startSession({ connect: () => Promise.reject(new Error('There is no shell.')) })
    const first = await refused.connect()
    await first.until(({ closeCode }) => closeCode !== undefined)
    expect(first.status).toMatchObject({ status: 'Failure', message: 'There is no shell.' })

    await using lost = await startSession()
    const second = await lost.connect()
    lost.upstream.fail(new Error('The pod is gone.'))
    await second.until(({ closeCode }) => closeCode !== undefined)
    expect(second.status).toMatchObject({ status: 'Failure', message: 'The pod is gone.' })
  })

  it('ignores frames that say nothing: empty ones, unknown channels, sizes that are none', async () => {
    await using test = await startSession()
    const client = await test.connect()
    client.socket.send(new Uint8Array())
    client.socket.send(Uint8Array.of(77, 1, 2))
    client.socket.send(Buffer.from('\u0004{"Width":0,"Height":5}'))
    client.socket.send(Buffer.from('\u0004nonsense'))
    client.type('still here')
    await vi.waitFor(() => expect(test.upstream.input).toBe('still here'))
    expect(test.upstream.sizes).toEqual([])
  })
})

describe('a session whose socket drops', () => {
  it('is held, and gives the client that comes back what it missed, once', async () => {
    await using test = await startSession()
    const first = await test.connect()
    test.upstream.write('one ')
    await first.until(({ stdout }) => stdout === 'one ')
    first.socket.terminate()
    await first.until(({ closeCode }) => closeCode === 1006)
    test.upstream.write('two ')
    const second = await test.connect(`received=${first.received}`)
    test.upstream.write('three')
    await second.until(({ stdout }) => stdout.endsWith('three'))
    expect(first.stdout + second.stdout).toBe('one two three')
    second.type('and on')
    await vi.waitFor(() => expect(test.upstream.input).toBe('and on'))
  })

  it('keeps the end of its output and its status for the client that comes back', async () => {
    await using test = await startSession()
    const first = await test.connect()
    first.socket.terminate()
    await first.until(({ closeCode }) => closeCode === 1006)
    test.upstream.write('done')
    test.upstream.exit(success)
    const second = await test.connect('received=0')
    await second.until(({ closeCode }) => closeCode !== undefined)
    expect(second).toMatchObject({ stdout: 'done', status: success, closeCode: 1000 })
  })

  it('takes no more from its command than it can keep', async () => {
    await using test = await startSession()
    const first = await test.connect()
    first.socket.terminate()
    await first.until(({ closeCode }) => closeCode === 1006)
    test.upstream.flood(kibibyte)
    await vi.waitFor(() => expect(test.upstream.readBytes).toBeGreaterThanOrEqual(1024 * 1024))
    await new Promise((resolve) => setImmediate(resolve))
    const held = test.upstream.readBytes
    expect(held).toBeLessThan(1.2 * 1024 * 1024)
    const second = await test.connect('received=0')
    await second.until(({ received }) => received > held)
    expect(second.stdout.startsWith(kibibyte + kibibyte)).toBe(true)
  })

  it('is left when nobody comes back in time', async () => {
    await using test = await startSession({ holdMs: 30 })
    const client = await test.connect()
    client.socket.terminate()
    await vi.waitFor(() => expect(test.upstream.left).toBe(true))
    expect(test.ends).toMatchObject([{ commandEnded: false }])
    const late = await test.connect('received=0')
    await late.until(({ closeCode }) => closeCode !== undefined)
    expect(late.status).toMatchObject({ reason: 'Expired' })
  })

  it('is left at once when the client says that it wants no more, or when it can not be resumed', async () => {
    await using ended = await startSession()
    ;(await ended.connect()).socket.close(1000)
    await vi.waitFor(() => expect(ended.upstream.left).toBe(true))

    await using unnamed = await startSession({ holdMs: 0 })
    ;(await unnamed.connect()).socket.terminate()
    await vi.waitFor(() => expect(unnamed.upstream.left).toBe(true))
  })

  it('goes to the newest connection', async () => {
    await using test = await startSession()
    const first = await test.connect()
    const second = await test.connect('received=0')
    await first.until(({ closeCode }) => closeCode !== undefined)
    expect(first.status).toMatchObject({ reason: 'Replaced' })
    first.socket.terminate()
    test.upstream.write('for the second')
    await second.until(({ stdout }) => stdout === 'for the second')
    expect(test.ends).toEqual([])
  })

  it('expires for a client that missed more than is kept', async () => {
    await using test = await startSession()
    const first = await test.connect()
    test.upstream.flood(kibibyte)
    await first.until(({ received }) => received > 4 * 1024 * 1024)
    first.socket.terminate()
    await first.until(({ closeCode }) => closeCode === 1006)
    const second = await test.connect('received=10')
    await second.until(({ closeCode }) => closeCode !== undefined)
    expect(second.status).toMatchObject({ reason: 'Expired' })
    await vi.waitFor(() => expect(test.upstream.left).toBe(true))
  })
})

describe('flow control', () => {
  it('pauses the command 512 KiB after the last acknowledgement, and goes on with the next', async () => {
    await using test = await startSession()
    const client = await test.connect('ack=true')
    test.upstream.flood(kibibyte)
    const window = 512 * 1024
    await client.until(({ received }) => received >= window)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(test.upstream.readBytes).toBe(window)
    client.acknowledge(window)
    await client.until(({ received }) => received >= 2 * window)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(test.upstream.readBytes).toBe(2 * window)
  })

  it('believes no acknowledgement of more than was sent, nor one that is no number', async () => {
    await using test = await startSession()
    const client = await test.connect('ack=true')
    test.upstream.write('some')
    await client.until(({ stdout }) => stdout === 'some')
    client.acknowledge(1_000_000_000)
    client.socket.send(Buffer.from('\u0005nonsense'))
    client.type('.')
    await vi.waitFor(() => expect(test.upstream.input).toBe('.'))
    test.upstream.flood(kibibyte)
    await client.until(({ received }) => received >= 512 * 1024)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(test.upstream.readBytes).toBeLessThan(514 * 1024)
  })

  it('pauses the command for a client that does not read, and loses nothing', async () => {
    await using test = await startSession()
    const client = await test.connect()
    client.socket.pause()
    test.upstream.flood(kibibyte)
    let before = -1
    // The kernel's buffers on both sides take some megabytes first.
    await vi.waitFor(
      () => {
        const now = test.upstream.readBytes
        const standing = now === before
        before = now
        expect(standing).toBe(true)
      },
      { interval: 200, timeout: 10_000 },
    )
    const sent = test.upstream.readBytes
    client.socket.resume()
    await client.until(({ received }) => received > sent)
    expect(client.stdout.slice(0, 10 * 1024)).toBe(kibibyte.repeat(10))
  })

  it('holds back a client that writes faster than its command reads', async () => {
    await using test = await startSession()
    let open!: () => void
    test.upstream.inputGate = new Promise((resolve) => (open = resolve))
    const client = await test.connect('ack=true')
    const piece = 'y'.repeat(64 * 1024)
    const pieces = 400
    for (let count = 0; count < pieces; count++) client.type(piece)
    await vi.waitFor(() => expect(client.socket.bufferedAmount).toBeGreaterThan(0))
    // Its acknowledgements can't be heard now, so they must not hold back the output.
    test.upstream.flood(kibibyte)
    await client.until(({ received }) => received > 1024 * 1024)
    test.upstream.dry()
    open()
    await vi.waitFor(() => expect(test.upstream.input.length).toBe(piece.length * pieces), { timeout: 10_000 })
  })
})

describe('ending a session from the server', () => {
  it('tells the client why, closes, and leaves the command', async () => {
    await using test = await startSession()
    const client = await test.connect()
    test.session.end({ status: 'Failure', reason: 'Forbidden', message: 'The right is gone.' })
    await client.until(({ closeCode }) => closeCode !== undefined)
    expect(client.status).toMatchObject({ reason: 'Forbidden' })
    expect(test.upstream.left).toBe(true)
    expect(test.ends).toHaveLength(1)
  })

  it('leaves a command that begins only then', async () => {
    const upstream = new ScriptedUpstream()
    let begin!: (upstream: ScriptedUpstream) => void
    await using test = await startSession({ connect: () => new Promise((resolve) => (begin = resolve)) })
    await test.connect()
    test.session.end({ status: 'Failure', reason: 'ShuttingDown' })
    begin(upstream)
    await vi.waitFor(() => expect(upstream.left).toBe(true))
  })
})
