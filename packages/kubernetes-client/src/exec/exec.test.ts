import { expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { startExecServer } from '../testing/startExecServer.ts'
import { exec } from './exec.ts'

const target = { namespace: 'web', pod: 'shop' }

test('gives output and exit code', async () => {
  await using api = await startExecServer((command) => {
    command.write(1, 'out ü')
    command.write(2, 'err')
    command.exit(3)
  })
  const result = await exec(api.kubeConfig, { ...target, command: ['ls'] })
  expect(result).toEqual({ stdout: 'out ü', stderr: 'err', exitCode: 3, truncated: false })
})

test('characters that are split over frames stay whole', async () => {
  await using api = await startExecServer((command) => {
    for (const byte of Buffer.from('ü€😀')) command.write(1, Uint8Array.of(byte))
    command.exit(0)
  })
  expect(await exec(api.kubeConfig, { ...target, command: ['x'] })).toMatchObject({ stdout: 'ü€😀' })
})

test('input arrives with its end', async () => {
  await using api = await startExecServer((command) => {
    command.socket.on('frame', () => {
      if (command.received.at(-1) !== '255:0') return
      command.write(1, command.received.slice(0, -1).join(''))
      command.exit(0)
    })
  })
  expect(await exec(api.kubeConfig, { ...target, command: ['cat'], stdin: 'hello' })).toMatchObject({
    stdout: '0:hello',
  })
})

test('no input is not asked for', async () => {
  await using api = await startExecServer((command) => command.exit(0))
  await exec(api.kubeConfig, { ...target, command: ['x'] })
  expect(api.commands[0]?.query.get('stdin')).toBe('false')
})

test('a command that ends without reading its input has not failed', async () => {
  await using api = await startExecServer((command) => {
    command.write(1, 'enough')
    command.exit(0)
  })
  const result = await exec(api.kubeConfig, { ...target, command: ['head'], stdin: 'x'.repeat(20_000_000) })
  expect(result).toMatchObject({ stdout: 'enough', exitCode: 0 })
})

test('output is cut at its limit, and the exit code is still told', async () => {
  await using api = await startExecServer((command) => {
    command.write(1, '12345678')
    command.write(2, '12345678')
    command.exit(4)
  })
  const result = await exec(api.kubeConfig, { ...target, command: ['x'], maxBytes: 10 })
  expect(result).toEqual({ stdout: '12345678', stderr: '12', exitCode: 4, truncated: true })
})

test('output of exactly the limit is not cut', async () => {
  await using api = await startExecServer((command) => {
    command.write(1, '1234567890')
    command.exit(0)
  })
  expect(await exec(api.kubeConfig, { ...target, command: ['x'], maxBytes: 10 })).toMatchObject({
    stdout: '1234567890',
    truncated: false,
  })
})

test('a command that never stops writing is left', async () => {
  await using api = await startExecServer((command) => {
    const send = () =>
      command.socket.send(
        Buffer.concat([Uint8Array.of(1), Buffer.alloc(1000, 'y')]),
        (error) => error ?? setImmediate(send),
      )
    send()
  })
  const result = await exec(api.kubeConfig, { ...target, command: ['yes'], maxBytes: 5000 })
  expect(result).toMatchObject({ stdout: 'y'.repeat(5000), exitCode: -1, truncated: true })
})

test('a command that takes too long is an error, and its connection is closed', async () => {
  await using api = await startExecServer()
  const begun = api.nextCommand()
  const running = catchError(exec(api.kubeConfig, { ...target, command: ['sleep'], timeoutMs: 50 }))
  const { socket } = await begun
  const closed = new Promise((resolve) => socket.once('close', resolve))
  expect(await running).toMatchObject({ name: 'ExecError', code: 'TimedOut' })
  await closed
})

test('a connection that takes too long is the same error', async () => {
  await using api = await startExecServer()
  api.server.removeAllListeners('upgrade').on('upgrade', () => {})
  const error = await catchError(exec(api.kubeConfig, { ...target, command: ['x'], timeoutMs: 50 }))
  expect(error).toMatchObject({ name: 'ExecError', code: 'TimedOut' })
})

test('a lost connection is an error, whatever was written before', async () => {
  await using api = await startExecServer((command) => {
    command.write(1, 'half')
    setImmediate(() => command.socket.terminate())
  })
  expect(await catchError(exec(api.kubeConfig, { ...target, command: ['x'] }))).toMatchObject({
    code: 'ConnectionLost',
  })
})

test('the signal ends it with its reason', async () => {
  await using api = await startExecServer()
  const controller = new AbortController()
  const running = catchError(exec(api.kubeConfig, { ...target, command: ['sleep'], signal: controller.signal }))
  await api.nextCommand()
  controller.abort(new Error('enough'))
  expect(await running).toMatchObject({ message: 'enough' })
  const aborted = AbortSignal.abort(new Error('before'))
  expect(await catchError(exec(api.kubeConfig, { ...target, command: ['x'], signal: aborted }))).toMatchObject({
    message: 'before',
  })
})

test('input for an API server that can not be told its end is refused with the reason', async () => {
  await using api = await startExecServer()
  api.protocols = ['v4.channel.k8s.io']
  const error = await catchError(exec(api.kubeConfig, { ...target, command: ['cat'], stdin: 'x' }))
  expect(error).toMatchObject({ code: 'Failed', message: expect.stringContaining('v5.channel.k8s.io') as string })
})
