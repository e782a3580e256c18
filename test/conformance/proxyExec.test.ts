import { randomUUID } from 'node:crypto'
import { expect, describe, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { openExec } from './support/openExec.ts'
import { useProxiedPods } from './support/proxiedPods.ts'

const there = useProxiedPods(async ({ run }) => {
  const script = 'sleep 86400'
  const side = { name: 'side', script }
  await run('host', { containers: [{ name: 'main', script }, side] })
  await run('other', { containers: [{ name: 'main', script }] })
  await run('over', { containers: [{ name: 'main', script: 'exit 3' }], until: 'Failed' })
})
const prompt = /[#$] /
const once = (body: object, as = there.ann) =>
  there.proxy.call<Record<string, unknown>>(as, there.path('host', 'exec'), { method: 'POST', body })
const command = (...words: string[]) => words.map((word) => `command=${encodeURIComponent(word)}`).join('&')
const recordsOf = (operation: string) => there.audited.filter((record) => record.operation === operation)

describe('the gate', () => {
  test.each([
    {
      what: 'a cluster that nobody knows',
      path: '/clusters/none/namespaces/a/pods/b/exec',
      status: 404,
      missing: 'cluster',
    },
    { what: 'a pod that is not there', pod: 'nowhere', status: 404, missing: 'resource' },
    { what: 'a container that is not there', query: 'container=none', status: 404, missing: 'resource' },
    { what: 'a pod that has ended', pod: 'over', status: 409, reason: 'NotRunning' },
    { what: 'a session with a name that is none', query: 'session=mine', status: 400, code: 'INVALID_INPUT' },
    { what: 'somebody who may not', as: 'stranger', status: 401, code: 'UNAUTHORIZED' },
    { what: 'nothing: an upgrade is all that is missing', status: 426, code: 'UPGRADE_REQUIRED' },
  ])('refuses $what, and tells it before the upgrade', async ({ what, path, pod = 'host', query, as, ...expected }) => {
    const target = path ?? there.path(pod, 'exec', query)
    const { status, body } = await there.proxy.call(as ?? there.ann, target)
    expect({ ...body, status }).toMatchObject(expected)
    if (what.startsWith('nothing')) return
    await expect(openExec(`${there.proxy.url}/api/v1${target}`, as ?? there.ann)).rejects.toThrow(String(status))
  })

  test('refuses a namespace in which the caller has no rights, and says the right', async () => {
    const { status, body } = await there.proxy.call(there.ann, '/clusters/-/namespaces/default/pods/host/exec')
    expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
    expect(body.detail).toContain('create pods/exec')
  })
})

describe('a shell', () => {
  test('is found, has the size of its window, and ends with its exit code', async () => {
    await using shell = await there.exec('host', '')
    await shell.shows(prompt)
    shell.resize(111, 22)
    await eventually(async () => {
      shell.type('stty size\r')
      await eventually(() => expect(shell.stdout).toMatch(/\r\n22 111\r\n/), { within: 1000 })
    })
    shell.type('exit 7\r')
    expect(await shell.ended).toMatchObject({
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '7' }] },
    })
    expect(shell.closeCode).toBe(1000)
  })

  test('is left with an audit record of the command, its bytes and its time', async () => {
    await using counted = await there.exec('host', `${command('cat')}&stdin=true`)
    counted.type('hello\n')
    await counted.shows('hello\n')
    counted.endInput()
    expect(await counted.ended).toMatchObject({ status: 'Success' })
    const [begun, over] = await eventually(() => {
      const records = there.audited.filter(({ command: words }) => words?.[0] === 'cat')
      expect(records).toHaveLength(2)
      return records
    })
    const about = { subject: there.ann, namespace: there.namespace, name: 'host', container: 'main', command: ['cat'] }
    expect(begun).toMatchObject({ ...about, operation: 'openExec', verb: 'exec', status: 101 })
    expect(over).toMatchObject({ ...about, operation: 'openExec.end', bytesIn: 6, bytesOut: 6 })
    expect(over?.durationMs).toBeGreaterThanOrEqual(0)
  })
})

describe('a session whose socket drops', () => {
  const begin = async (session: string) => {
    const shell = await there.exec('host', `session=${session}`)
    await shell.shows(prompt)
    shell.type('token=$((6*7)); echo "first $token"\r')
    await shell.shows(/\r\nfirst 42\r\n/)
    return shell
  }

  test('goes on where it was, for the same caller, pod and container', async () => {
    const session = randomUUID()
    const first = await begin(session)
    first.socket.terminate()
    await first.ended
    await using second = await there.exec('host', `session=${session}&received=${first.received}`)
    second.type('echo "second $token"\r')
    await second.shows(/\r\nsecond 42\r\n/)
    expect(second.stdout).not.toContain('first 42')
    second.type('exit\r')
    expect(await second.ended).toMatchObject({ status: 'Success' })
  })

  test.each([
    { whose: 'another caller', as: 'ben', pod: 'host', query: '' },
    { whose: 'another pod', as: 'ann', pod: 'other', query: '' },
    { whose: 'another container', as: 'ann', pod: 'host', query: '&container=side' },
  ] as const)('is not given to $whose', async ({ as, pod, query }) => {
    const session = randomUUID()
    await using own = await begin(session)
    await using foreign = await there.exec(pod, `session=${session}&received=0${query}`, { as: there[as] })
    expect(await foreign.ended).toMatchObject({ status: 'Failure', reason: 'Expired' })
    expect(foreign.received).toBe(0)
    own.type('echo "still $token"\r')
    await own.shows(/\r\nstill 42\r\n/)
  })

  test('is not known to another replica, which says so', async () => {
    await using replica = await there.startProxy()
    const session = randomUUID()
    await using own = await begin(session)
    await using foreign = await there.exec('host', `session=${session}&received=${own.received}`, { at: replica })
    expect(await foreign.ended).toMatchObject({
      reason: 'Expired',
      message: expect.stringContaining('another replica'),
    })
  })
})

test('a client that acknowledges nothing holds the container back, and gets the rest when it does', async () => {
  await using flood = await there.exec('host', `ack=true&${command('head', '-c', '8000000', '/dev/zero')}&tty=false`)
  await eventually(() => expect(flood.received).toBeGreaterThanOrEqual(512 * 1024))
  const stopped = flood.received
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(flood.received).toBeLessThan(stopped + 512 * 1024)
  flood.socket.on('message', () => flood.acknowledge())
  flood.acknowledge()
  expect(await flood.ended).toMatchObject({ status: 'Success' })
  expect(flood.received).toBe(8_000_000)
})

describe('what ends it', () => {
  test('a sign-in that ends by time ends the shell, and the Status says so', async () => {
    const expiresAt = new Date(Date.now() + 3000)
    await using proxy = await there.startProxy({
      authenticate: async () => ({
        ...{ subject: there.ann, groups: [], teams: [], impersonate: true, credential: 'bearer' as const },
        expiresAt,
      }),
    })
    await using shell = await there.exec('host', '', { at: proxy })
    const status = await shell.ended
    expect(status).toMatchObject({ status: 'Failure', reason: 'Unauthorized' })
    expect(status?.message).toContain('sign-in has ended')
  })

  test('a server that shuts down says so, and leaves no shell behind', async () => {
    const proxy = await there.startProxy()
    await using shell = await there.exec('other', '', { at: proxy })
    await shell.shows(prompt)
    const before = recordsOf('openExec.end').length
    await proxy[Symbol.asyncDispose]()
    expect(await shell.ended).toMatchObject({ status: 'Failure', reason: 'ShuttingDown' })
    expect(shell.closeCode).toBe(1001)
    // Written before the shutdown was over.
    expect(recordsOf('openExec.end').slice(before)).toMatchObject([
      { name: 'other', note: expect.stringContaining('The shell was ended with all that ran in it.') },
    ])
  })
})

describe('a one-shot command', () => {
  test('gives output, errors and exit code; a failure is a result', async () => {
    const { status, body } = await once({ command: ['sh', '-c', 'cat; echo no >&2; exit 3'], stdin: 'in' })
    expect([status, body]).toEqual([200, { stdout: 'in', stderr: 'no\n', exitCode: 3, truncated: false }])
  })

  test('is cut at the bytes that were wanted', async () => {
    const { body } = await once({ command: ['sh', '-c', 'head -c 5000 /dev/zero'], maxBytes: 1000 })
    expect([(body['stdout'] as string).length, body['truncated'], body['exitCode']]).toEqual([1000, true, 0])
  })

  test('is given up after the time that it had, and says that it may go on', async () => {
    const { status, body } = await once({ command: ['sleep', '30'], timeoutSeconds: 1 })
    expect([status, body['reason']]).toEqual([500, 'TimedOut'])
    expect(body['detail']).toContain('may still run')
  })

  test.each([
    ['more input than there may be', { command: ['cat'], stdin: 'x'.repeat(1_048_577) }, 400, 'INVALID_INPUT'],
    ['a command that is not there', { command: ['nonesuch'] }, 400, 'INVALID_INPUT'],
    ['a longer time than there may be', { command: ['true'], timeoutSeconds: 601 }, 400, 'INVALID_INPUT'],
  ])('is refused for %s', async (_, body, ...expected) => {
    const answer = await once(body)
    expect([answer.status, answer.body['code']]).toEqual(expected)
  })
})
