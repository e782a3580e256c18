import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { startAttacked } from '../../test/startAttacked.ts'
import { ExecClient } from '../../test/startExecServer.ts'

const token = 'what-ann-shows'
const typed = 'typed-in-confidence'
const inTheCommand = 'worth-stealing'

/** A cluster with a pod, behind a proxy to which ann shows a token that is not her name. */
async function start() {
  return startAttacked({
    pods: true,
    async authenticate({ headers }) {
      if (headers.get('authorization') !== `Bearer ${token}`) return null
      return { subject: 'ann', groups: [], teams: [], impersonate: true, credential: 'bearer' }
    },
  })
}

const script = `read line; printf 12345; printf 678 >&2`
const command = ['sh', '-c', script, 'sh', `--password=${inTheCommand}`]
const query = new URLSearchParams([
  ['container', 'app'],
  ['stdin', 'true'],
  ['stdout', 'true'],
  ['stderr', 'true'],
  ...command.map((argument): [string, string] => ['command', argument]),
]).toString()

test('a shell is on record with who, where, what, how long and every byte, but nothing secret', async () => {
  await using world = await start()
  const client = new ExecClient(world.shell(token, query))
  await once(client.socket, 'open')
  client.type(`${typed}\n`)
  await client.until(({ closeCode }) => closeCode !== undefined)
  expect(client).toMatchObject({ stdout: '12345', stderr: '678', status: { status: 'Success' } })

  const about = {
    requestId: expect.any(String) as unknown,
    subject: 'ann',
    verb: 'exec',
    cluster: 'TEST',
    namespace: 'acme-shop',
    name: 'web',
    container: 'app',
    command: ['sh', '-c', script, 'sh', '--password=[redacted]'],
    outcome: 'success',
  }
  const records = () => world.audited().filter(({ operation }) => String(operation).startsWith('openExec'))
  await vi.waitFor(() => expect(records()).toHaveLength(2))
  const [opened, ended] = records()
  expect(opened).toMatchObject({ ...about, operation: 'openExec', status: 101 })
  expect(ended).toMatchObject({
    ...about,
    operation: 'openExec.end',
    requestId: opened?.['requestId'],
    durationMs: expect.any(Number) as unknown,
    bytesIn: typed.length + 1,
    bytesOut: '12345678'.length,
    note: 'Ended. The command had ended.',
  })
  const written = world.lines.join('')
  for (const secret of [token, typed, inTheCommand, '12345678']) expect(written).not.toContain(secret)
}, 30_000)

test('a command that fails, or whose client goes, is on record as that', async () => {
  await using world = await start()
  const failing = new ExecClient(
    world.shell(token, 'container=app&stdin=true&stdout=true&command=sh&command=-c&command=exit+3'),
  )
  await failing.until(({ closeCode }) => closeCode !== undefined)
  const left = new ExecClient(world.shell(token, 'container=app&stdin=true&stdout=true&command=cat'))
  await once(left.socket, 'open')
  left.type('abc')
  await left.until(({ stdout }) => stdout === 'abc')
  left.socket.terminate()
  const ends = () => world.audited().filter(({ operation }) => operation === 'openExec.end')
  await vi.waitFor(() => expect(ends()).toHaveLength(2), { timeout: 10_000 })
  expect(ends()).toMatchObject([
    {
      subject: 'ann',
      command: ['sh', '-c', 'exit 3'],
      bytesIn: 0,
      bytesOut: 0,
      note: 'Ended: NonZeroExitCode. The command had ended.',
    },
    {
      subject: 'ann',
      command: ['cat'],
      bytesIn: 3,
      bytesOut: 3,
      note: expect.stringContaining('ConnectionLost') as unknown,
    },
  ])
}, 30_000)
