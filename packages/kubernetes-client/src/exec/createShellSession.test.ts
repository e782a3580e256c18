import { expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { eventually } from '../testing/eventually.ts'
import { startExecServer, type ServedCommand } from '../testing/startExecServer.ts'
import { createShellSession } from './createShellSession.ts'

const target = { namespace: 'web', pod: 'shop' }
const isShell = (command: ServedCommand) => command.query.get('tty') === 'true'

/** A shell with a prompt; whatever else is run succeeds. */
function startShellServer(shell: (command: ServedCommand) => void = (command) => command.write(1, '/ # ')) {
  return startExecServer((command) => (isShell(command) ? shell(command) : command.exit(0)))
}

test('opens one terminal that prefers bash, with its size before anything else', async () => {
  await using api = await startShellServer()
  await using session = await createShellSession(api.kubeConfig, { ...target, size: { columns: 90, rows: 30 } })
  const [command] = api.commands
  expect(api.commands).toHaveLength(1)
  const [shell, flag, script] = command?.query.getAll('command') ?? []
  expect([shell, flag]).toEqual(['sh', '-c'])
  expect(script).toMatch(/command -v bash .* exec bash; exec sh/)
  await eventually(() => expect(command?.received).toEqual(['4:{"Width":90,"Height":30}']))
  for await (const bytes of session.output) {
    expect(Buffer.from(bytes).toString()).toBe('/ # ')
    break
  }
})

test('data flows both ways', async () => {
  await using api = await startShellServer((command) => {
    command.write(1, '$ ')
    command.socket.on('frame', () => command.write(1, command.received.at(-1)?.slice(2).toUpperCase() ?? ''))
  })
  await using session = await createShellSession(api.kubeConfig, target)
  const output = session.output[Symbol.asyncIterator]()
  expect(Buffer.from((await output.next()).value ?? []).toString()).toBe('$ ')
  await session.stdin.write('ls\r')
  expect(Buffer.from((await output.next()).value ?? []).toString()).toBe('LS\r')
})

test('a container without a shell says so in plain words', async () => {
  await using api = await startShellServer((command) => command.fail('exec: "sh": executable file not found in $PATH'))
  const error = await catchError(createShellSession(api.kubeConfig, { ...target, container: 'main' }))
  expect(error).toMatchObject({ name: 'ExecError', code: 'CommandNotFound' })
  expect((error as Error).message).toMatch(/no shell in container "main" of pod "shop".*neither bash nor sh/)
})

test('a command of the caller is run as it is, and missed under its own name', async () => {
  await using api = await startShellServer((command) =>
    command.fail('exec: "fish": executable file not found in $PATH'),
  )
  const error = await catchError(createShellSession(api.kubeConfig, { ...target, command: ['fish'] }))
  expect(error).toMatchObject({ code: 'CommandNotFound', message: expect.stringContaining('fish') as string })
  expect(api.commands[0]?.query.getAll('command')).toEqual(['fish'])
})

test('a shell without a prompt is open all the same', async () => {
  await using api = await startShellServer(() => {})
  await using session = await createShellSession(api.kubeConfig, target)
  expect(session.status).toBeInstanceOf(Promise)
})

test('a shell that ends at once is no failure', async () => {
  await using api = await startShellServer((command) => command.exit(5))
  await using session = await createShellSession(api.kubeConfig, target)
  expect(await session.exitCode).toBe(5)
})

test('only the last size of a fast series is sent', async () => {
  await using api = await startShellServer()
  await using session = await createShellSession(api.kubeConfig, target)
  for (let columns = 1; columns <= 100; columns++) session.resize({ columns, rows: 10 })
  await eventually(() => expect(api.commands[0]?.received.at(-1)).toBe('4:{"Width":100,"Height":10}'))
  expect(api.commands[0]?.received.length).toBeLessThan(100)
})

test('ending asks the shell to leave, and looks that nothing of it remains', async () => {
  await using api = await startShellServer((command) => {
    command.write(1, '/ # ')
    command.socket.on('frame', () => {
      if (command.received.some((frame) => frame.includes('\x04'))) command.exit(0)
    })
  })
  const session = await createShellSession(api.kubeConfig, target)
  expect(await session.end()).toBe(true)
  const [shell, killer] = api.commands
  const mark = /CATALYST_SHELL_SESSION=[-0-9a-f]{36}/
  const [session1, session2] = [shell, killer].map(
    (command) => mark.exec(command?.query.getAll('command')[2] ?? '')?.[0],
  )
  expect(session1).toBeDefined()
  expect(session2).toBe(session1)
})

test('a shell that does not leave and can not be killed is told', async () => {
  await using api = await startExecServer((command) => {
    if (isShell(command)) command.write(1, '/ # ')
    else command.fail('exec: "sh": executable file not found in $PATH')
  })
  const session = await createShellSession(api.kubeConfig, { ...target, command: ['python'] })
  expect(await session.end()).toBe(false)
  expect(await catchError(session.status)).toMatchObject({ code: 'ConnectionLost' })
})
