import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { startInteractive } from '../../test/startInteractive.ts'

const id = randomUUID()

describe('a session that is named by its client', () => {
  it('goes on for the same caller, pod and container, by either path', async () => {
    await using test = await startInteractive()
    const first = await test.connect(`session=${id}`)
    await vi.waitFor(() => expect(test.upstreams).toHaveLength(1))
    test.upstreams[0]!.write('one ')
    await first.until(({ stdout }) => stdout === 'one ')
    first.socket.terminate()
    const second = await test.connect(`session=${id}&received=${first.received}`, { path: '/short/acme-shop/web' })
    test.upstreams[0]!.write('two')
    await second.until(({ stdout }) => stdout === 'two')
    expect(test.upstreams).toHaveLength(1)
  })

  it('is nobody else’s, although they know its name', async () => {
    await using test = await startInteractive()
    const own = await test.connect(`session=${id}`)
    await vi.waitFor(() => expect(test.upstreams).toHaveLength(1))
    test.upstreams[0]!.write('a secret')
    await own.until(({ stdout }) => stdout === 'a secret')
    const stranger = await test.connect(`session=${id}&received=0`, { subject: 'eve' })
    await stranger.until(({ closeCode }) => closeCode !== undefined)
    expect(stranger).toMatchObject({ received: 0, status: { reason: 'Expired' } })
    const other = await test.connect(`session=${id}&container=app&received=0`)
    await other.until(({ closeCode }) => closeCode !== undefined)
    expect(other).toMatchObject({ received: 0, status: { reason: 'Expired' } })
    expect(own.closeCode).toBeUndefined()
  })

  it('that is not there is expired for a client that comes back, and begun for one that comes first', async () => {
    await using test = await startInteractive()
    const late = await test.connect(`session=${id}&received=0`)
    await late.until(({ closeCode }) => closeCode !== undefined)
    expect(late).toMatchObject({ closeCode: 1000, status: { status: 'Failure', reason: 'Expired' } })
    expect(test.upstreams).toHaveLength(0)
    await test.connect(`session=${id}`)
    await vi.waitFor(() => expect(test.upstreams).toHaveLength(1))
  })

  it('is left when nobody comes back, with an audit record that says so', async () => {
    await using test = await startInteractive({ holdMs: 20 })
    const client = await test.connect(`session=${id}`)
    await vi.waitFor(() => expect(test.upstreams).toHaveLength(1))
    client.socket.terminate()
    await vi.waitFor(() => expect(test.upstreams[0]!.left).toBe(true))
    await vi.waitFor(() =>
      expect(test.log.filter(({ audit }) => audit)).toMatchObject([
        { operation: 'openExec', status: 101, subject: 'ann', namespace: 'acme-shop', name: 'web', cluster: 'TEST' },
        { operation: 'openExec.end', note: expect.stringContaining('Left.') },
      ]),
    )
  })
})

describe('a session without a name', () => {
  it('ends with its socket', async () => {
    await using test = await startInteractive()
    const client = await test.connect('')
    await vi.waitFor(() => expect(test.upstreams).toHaveLength(1))
    client.socket.terminate()
    await vi.waitFor(() => expect(test.upstreams[0]!.left).toBe(true))
  })
})

describe('a session whose caller', () => {
  it('loses the right ends, and its command is left', async () => {
    let allowed = true
    await using test = await startInteractive({ recheckMs: 20, rightsIntervalMs: 100, mayDo: () => allowed })
    const client = await test.connect(`session=${id}`)
    await vi.waitFor(() => expect(test.upstreams).toHaveLength(1))
    allowed = false
    await client.until(({ closeCode }) => closeCode !== undefined)
    expect(client.status).toMatchObject({ status: 'Failure', reason: 'Forbidden' })
    expect(client.status?.message).toContain('create pods/exec')
    expect(test.upstreams[0]!.left).toBe(true)
  })

  it('loses the right while it is held ends too', async () => {
    let allowed = true
    await using test = await startInteractive({ recheckMs: 20, rightsIntervalMs: 100, mayDo: () => allowed })
    const client = await test.connect(`session=${id}`)
    await vi.waitFor(() => expect(test.upstreams).toHaveLength(1))
    client.socket.terminate()
    allowed = false
    await vi.waitFor(() => expect(test.upstreams[0]!.left).toBe(true), { timeout: 10_000 })
  })

  it('is signed out by time ends', async () => {
    await using test = await startInteractive({ expiresAt: new Date(Date.now() + 1000) })
    const client = await test.connect('')
    await client.until(({ closeCode }) => closeCode !== undefined)
    expect(client.status).toMatchObject({ reason: 'Unauthorized' })
  })
})

it('a server that shuts down tells every client, and leaves every command', async () => {
  await using test = await startInteractive()
  const [attached, dropped] = [await test.connect(''), await test.connect(`session=${id}`)]
  await vi.waitFor(() => expect(test.upstreams).toHaveLength(2))
  dropped.socket.terminate()
  await dropped.until(({ closeCode }) => closeCode !== undefined)
  test.stop()
  await attached.until(({ closeCode }) => closeCode !== undefined)
  expect(attached).toMatchObject({ closeCode: 1001, status: { reason: 'ShuttingDown' } })
  expect(test.upstreams.map(({ left }) => left)).toEqual([true, true])
})

it('a client that answers no ping is lost, and its session held', async () => {
  await using test = await startInteractive({ pingMs: 20 })
  const silent = await test.connect(`session=${id}`)
  await vi.waitFor(() => expect(test.upstreams).toHaveLength(1))
  // A client that reads nothing answers nothing either; it is cut after the third ping.
  silent.socket.pause()
  await new Promise((resolve) => setTimeout(resolve, 300))
  silent.socket.resume()
  await silent.until(({ closeCode }) => closeCode !== undefined)
  expect(silent.closeCode).toBe(1006)
  const back = await test.connect(`session=${id}&received=0`)
  test.upstreams[0]!.write('still here')
  await back.until(({ stdout }) => stdout === 'still here')
})
