import { once } from 'node:events'
import { expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { eventually } from '../testing/eventually.ts'
import { startExecServer } from '../testing/startExecServer.ts'
import { execStream } from './execStream.ts'

const target = { namespace: 'web', pod: 'shop' }

async function textOf(chunks: AsyncIterable<Uint8Array>) {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts).toString()
}

test('asks as Kubernetes clients do', async () => {
  await using api = await startExecServer()
  const begun = api.nextCommand()
  await using _stream = await execStream(api.kubeConfig, {
    ...target,
    container: 'main',
    command: ['ls', '-l'],
    stdin: true,
    tty: true,
  })
  const { path, query, socket } = await begun
  expect(path).toBe('/api/v1/namespaces/web/pods/shop/exec')
  expect(query.getAll('command')).toEqual(['ls', '-l'])
  expect(Object.fromEntries(query)).toMatchObject({
    container: 'main',
    stdin: 'true',
    stdout: 'true',
    stderr: 'false',
    tty: 'true',
  })
  expect(socket.protocol).toBe('v5.channel.k8s.io')
})

test('keeps stdout and stderr apart, and together in their order', async () => {
  const speak = await startExecServer((command) => {
    command.write(1, 'out 1\n')
    command.write(2, 'err\n')
    command.write(1, 'out 2\n')
    command.exit(0)
  })
  await using api = speak
  await using apart = await execStream(api.kubeConfig, { ...target, command: ['x'] })
  expect(await Promise.all([textOf(apart.stdout), textOf(apart.stderr)])).toEqual(['out 1\nout 2\n', 'err\n'])
  await using together = await execStream(api.kubeConfig, { ...target, command: ['x'] })
  const frames: string[] = []
  for await (const { channel, bytes } of together.output) frames.push(`${channel} ${Buffer.from(bytes).toString()}`)
  expect(frames).toEqual(['stdout out 1\n', 'stderr err\n', 'stdout out 2\n'])
})

test.each([0, 1, 137])('exit code %i is a result', async (code) => {
  await using api = await startExecServer((command) => command.exit(code))
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['x'] })
  expect(await stream.exitCode).toBe(code)
  expect(await stream.status).toMatchObject({ status: code === 0 ? 'Success' : 'Failure' })
})

test('stdin arrives, and then its end', async () => {
  await using api = await startExecServer()
  const begun = api.nextCommand()
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['cat'], stdin: true })
  const command = await begun
  await stream.stdin.write('ü')
  await stream.stdin.write(Uint8Array.of(0, 255))
  await stream.stdin.end()
  await eventually(() => expect(command.received).toHaveLength(3))
  expect(command.received[0]).toBe('0:ü')
  expect(command.received[2]).toBe('255:0')
})

test('an API server from before half-close is spoken to, but can not be told an end', async () => {
  await using api = await startExecServer((command) => command.write(1, 'hello'))
  api.protocols = ['v4.channel.k8s.io']
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['cat'], stdin: true })
  for await (const bytes of stream.stdout) {
    expect(Buffer.from(bytes).toString()).toBe('hello')
    break
  }
  const error = await catchError(stream.stdin.end())
  expect(error).toMatchObject({ name: 'ExecError', code: 'Failed', message: expect.stringContaining('1.30') as string })
})

test('the size of the terminal arrives, and without a terminal none is sent', async () => {
  await using api = await startExecServer()
  const first = api.nextCommand()
  await using terminal = await execStream(api.kubeConfig, { ...target, command: ['sh'], tty: true, stdin: true })
  const command = await first
  terminal.resize({ columns: 120, rows: 40 })
  await eventually(() => expect(command.received).toEqual(['4:{"Width":120,"Height":40}']))
  const second = api.nextCommand()
  await using plain = await execStream(api.kubeConfig, { ...target, command: ['sh'], stdin: true })
  const other = await second
  plain.resize({ columns: 120, rows: 40 })
  await plain.stdin.write('x')
  await eventually(() => expect(other.received).toEqual(['0:x']))
})

test('output that nobody reads stops the sender, and reading goes on where it stopped', async () => {
  const total = 64 * 1024 * 1024
  const chunk = Buffer.alloc(64 * 1024, 'y')
  let sent = 0
  await using api = await startExecServer((command) => {
    const send = () => {
      if (sent >= total) return command.exit(0)
      sent += chunk.length
      command.socket.send(Buffer.concat([Uint8Array.of(1), chunk]), send)
    }
    send()
  })
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['yes'] })
  let before = -1
  await eventually(() => {
    const isSame = sent === before
    before = sent
    expect(isSame).toBe(true)
  })
  expect(sent).toBeLessThan(total / 4)
  let received = 0
  for await (const bytes of stream.stdout) received += bytes.length
  expect(received).toBe(total)
  expect(await stream.exitCode).toBe(0)
})

test('a reader can pause by itself', async () => {
  await using api = await startExecServer()
  const begun = api.nextCommand()
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['x'] })
  const command = await begun
  stream.pause()
  command.write(1, 'later')
  const reading = stream.stdout[Symbol.asyncIterator]().next()
  const early = await Promise.race([
    reading.then(() => 'read'),
    new Promise((resolve) => setTimeout(resolve, 50, 'nothing')),
  ])
  expect(early).toBe('nothing')
  stream.resume()
  expect(Buffer.from((await reading).value ?? []).toString()).toBe('later')
})

test('a command that does not exist is an error of its status, after the connection was made', async () => {
  await using api = await startExecServer((command) =>
    command.fail('OCI runtime exec failed: exec: "nosuch": executable file not found in $PATH'),
  )
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['nosuch'] })
  expect(await catchError(stream.status)).toMatchObject({ name: 'ExecError', code: 'CommandNotFound' })
  expect(await textOf(stream.stdout)).toBe('')
})

test.each([
  [404, 'NotFound', 'pods "shop" not found', 'PodNotFound'],
  [400, 'BadRequest', 'container zz is not valid for pod shop', 'ContainerNotFound'],
  [400, 'BadRequest', 'a container name must be specified for pod shop, choose one of: [a b]', 'ContainerNotFound'],
  [500, 'InternalError', 'unable to upgrade connection: container not found ("main")', 'NotRunning'],
  [403, 'Forbidden', 'pods "shop" is forbidden: User "ada" cannot create resource "pods/exec"', 'Forbidden'],
  [500, 'InternalError', 'something else', 'Failed'],
] as const)('an upgrade refused with %i %s "%s" is %s', async (...row) => {
  const [code, reason, message, expected] = row
  await using api = await startExecServer()
  api.refuse = { code, reason, message }
  const error = await catchError(execStream(api.kubeConfig, { ...target, command: ['ls'] }))
  expect(error).toMatchObject({ name: 'ExecError', code: expected, cause: { status: code } })
  expect((error as Error).message).toContain(message)
})

test('a connection that breaks gives what came before, then says that it was lost', async () => {
  await using api = await startExecServer((command) => {
    command.write(1, 'half')
    command.socket.once('frame', () => command.socket.terminate())
  })
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['x'], stdin: true })
  const output = stream.stdout[Symbol.asyncIterator]()
  expect(Buffer.from((await output.next()).value ?? []).toString()).toBe('half')
  await stream.stdin.write('now')
  expect(await catchError(output.next())).toMatchObject({ code: 'ConnectionLost' })
  expect(await catchError(stream.status)).toMatchObject({ code: 'ConnectionLost' })
})

test('closing ends both sides', async () => {
  await using api = await startExecServer()
  const begun = api.nextCommand()
  const stream = await execStream(api.kubeConfig, { ...target, command: ['sleep'] })
  const { socket } = await begun
  const closed = once(socket, 'close')
  await stream[Symbol.asyncDispose]()
  await closed
  expect(await textOf(stream.stdout)).toBe('')
  expect(await catchError(stream.status)).toMatchObject({ code: 'ConnectionLost' })
})

test('closing does not wait for a reader that paused', async () => {
  await using api = await startExecServer()
  const begun = api.nextCommand()
  const stream = await execStream(api.kubeConfig, { ...target, command: ['yes'] })
  const { socket, write } = await begun
  const closed = once(socket, 'close')
  stream.pause()
  for (let count = 0; count < 100; count++) write(1, Buffer.alloc(65_536))
  await stream[Symbol.asyncDispose]()
  await closed
  expect(await catchError(stream.status)).toMatchObject({ code: 'ConnectionLost' })
})

test('the signal ends it with its reason', async () => {
  await using api = await startExecServer()
  const controller = new AbortController()
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['sleep'], signal: controller.signal })
  controller.abort(new Error('enough'))
  expect(await catchError(stream.status)).toMatchObject({ message: 'enough' })
  expect(await catchError(textOf(stream.stdout))).toMatchObject({ message: 'enough' })
})

test('writing to a command that has ended is an error', async () => {
  await using api = await startExecServer((command) => command.exit(0))
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['true'], stdin: true })
  await stream.status
  await eventually(async () => expect(await catchError(stream.stdin.write('x'))).toMatchObject({ code: 'NotRunning' }))
})

test('large input is sent in messages that the API server takes, at its pace', async () => {
  await using api = await startExecServer()
  const begun = api.nextCommand()
  await using stream = await execStream(api.kubeConfig, { ...target, command: ['cat'], stdin: true })
  const command = await begun
  command.socket.pause()
  let written = false
  const writing = stream.stdin.write(Buffer.alloc(40_000_000, 'x')).then(() => (written = true))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(written).toBe(false)
  command.socket.resume()
  await writing
  await eventually(() => expect(command.stdinBytes).toBe(40_000_000))
  expect(Math.max(...command.received.map(({ length }) => length))).toBeLessThanOrEqual(32 * 1024 + 2)
})
