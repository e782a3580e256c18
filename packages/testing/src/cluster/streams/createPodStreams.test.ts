import { SpdyConnection } from '@catalyst/kubernetes-client/spdy'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type OpenSocket, startStreamCluster, type StreamCluster } from './testing/startStreamCluster.ts'

let cluster: StreamCluster

const container = (name: string, script: string, more: object = {}) => ({
  ...{ name, image: 'busybox', command: ['sh', '-c', script] },
  ...more,
})
const exec = (script: string, more = 'stdout=1&stderr=1') =>
  `host/exec?${more}&command=sh&command=-c&command=${encodeURIComponent(script)}`

beforeAll(async () => {
  cluster = await startStreamCluster()
  const hasEnded = (phase: string) => (pod: { status?: { phase?: string } }) => pod.status?.phase === phase
  await Promise.all([
    cluster.run('host', { containers: [container('main', 'echo begun; sleep 3600')] }),
    cluster.run('pair', { containers: [container('one', 'sleep 3600'), container('two', 'sleep 3600')] }),
    cluster.run(
      'done',
      { restartPolicy: 'Never', containers: [container('main', 'echo done')] },
      hasEnded('Succeeded'),
    ),
    cluster.run('stuck', { containers: [{ name: 'main', image: 'nowhere.invalid/app' }] }, (pod) =>
      /ImagePull/.test(pod.status?.containerStatuses?.[0]?.state.waiting?.reason ?? ''),
    ),
    cluster.run('homeless', { nodeSelector: { none: 'such' }, containers: [container('main', 'true')] }, () => true),
    cluster.run('echo', {
      containers: [container('main', 'while read word; do echo "got $word"; done', { stdin: true })],
    }),
    cluster.run('web', { containers: [{ name: 'main', image: 'web', ports: [{ containerPort: 80 }] }] }),
  ])
})
afterAll(() => cluster[Symbol.asyncDispose]())

describe('log', () => {
  test.each([
    ['host/log', 200, 'begun\n'],
    ['host/log?limitBytes=3', 200, 'beg'],
    ['homeless/log', 204, ''],
    ['pair/log', 400, 'a container name must be specified for pod pair, choose one of: [one two]'],
    ['pair/log?container=three', 400, 'container three is not valid for pod pair'],
    ['host/log?previous=true', 400, 'previous terminated container "main" in pod "host" not found'],
    ['stuck/log', 400, 'container "main" in pod "stuck" is waiting to start: '],
    ['host/log?tailLines=x', 400, 'strconv.ParseInt: parsing "x": invalid syntax'],
    ['host/log?tailLines=-1', 422, 'PodLogOptions "host" is invalid: tailLines: Invalid value: -1: must be greater'],
    ['host/log?limitBytes=0', 422, 'limitBytes: Invalid value: 0: must be greater than 0'],
    ['host/log?sinceSeconds=1&sinceTime=2026-01-01T00:00:00Z', 422, 'at most one of `sinceTime` or `sinceSeconds`'],
    ['host/log?stream=Stdout', 422, 'stream: Forbidden: may not be specified'],
    ['nobody/log', 404, 'pods "nobody" not found'],
  ])('%s is answered with %d', async (path, code, text) => {
    const answer = await cluster.get(path)
    expect(answer.code).toBe(code)
    expect(code < 300 ? answer.body : (JSON.parse(answer.body) as { message: string }).message).toContain(text)
  })
})

describe('exec over a WebSocket', () => {
  test('of v5 tells in the words of the API server how the command ended', async () => {
    const { frames, closed } = await open(exec('echo out; echo err >&2; exit 7'), 'v5.channel.k8s.io')
    expect(await closed).toBe(1000)
    expect(frames[0]).toEqual([1, ''])
    expect(frames).toContainEqual([1, 'out\n'])
    expect(frames).toContainEqual([2, 'err\n'])
    expect(JSON.parse(frames.at(-1)?.[1] ?? '')).toEqual({
      metadata: {},
      status: 'Failure',
      reason: 'NonZeroExitCode',
      message: 'command terminated with non-zero exit code: command terminated with exit code 7',
      details: { causes: [{ reason: 'ExitCode', message: '7' }] },
    })
  })

  test('of v4 tells it in those of kubelet, and the one of old in plain text', async () => {
    const reason = 'command terminated with non-zero exit code: error executing command [sh -c exit 7], exit code 7'
    const v4 = await open(exec('exit 7'), 'v4.channel.k8s.io')
    await v4.closed
    expect(JSON.parse(v4.frames.at(-1)?.[1] ?? '')).toMatchObject({ message: reason })
    const v1 = await open(exec('exit 7'), 'channel.k8s.io')
    await v1.closed
    expect(v1.frames.at(-1)).toEqual([3, reason])
    const fine = await open(exec('true'), 'channel.k8s.io')
    await fine.closed
    expect(fine.frames).toEqual([[1, '']])
  })

  test('says that there is no such command', async () => {
    const { frames, closed } = await open('host/exec?stdout=1&command=no-such', 'v5.channel.k8s.io')
    await closed
    const text = 'exec: \\"no-such\\": executable file not found in $PATH: unknown'
    expect(frames.at(-1)?.[1]).toContain(text)
  })

  test.each([
    [
      'done/exec?stdout=1&command=true',
      'v5.channel.k8s.io',
      'unable to upgrade connection: container not found (\\"main\\")',
    ],
    ['host/exec?command=true', 'v5.channel.k8s.io', 'you must specify at least 1 of stdin, stdout, stderr'],
    ['done/attach?stdout=1', 'v5.channel.k8s.io', 'container main not found in pod done_default'],
  ])('%s is refused after the upgrade', async (path, protocol, text) => {
    const { frames, closed } = await open(path, protocol)
    await closed
    expect(frames.at(-1)?.[1]).toContain(text)
  })

  test.each([
    ['done/exec?stdout=1&command=true', 'v4.channel.k8s.io', 500, 'container not found ("main")'],
    ['host/exec?command=true', 'v4.channel.k8s.io', 400, 'you must specify at least 1 of stdin, stdout, stderr'],
    ['pair/exec?stdout=1&command=true', 'v5.channel.k8s.io', 400, 'a container name must be specified for pod pair'],
    ['homeless/exec?stdout=1&command=true', 'v5.channel.k8s.io', 400, 'pod homeless does not have a host assigned'],
    ['host/exec?stdout=1&command=true', 'base64.channel.k8s.io', 403, ''],
  ])('%s over %s is refused with %d', async (...[path, protocol, code, text]) => {
    const answer = await cluster.open(path, protocol)
    expect(answer).toMatchObject({ code })
    expect('body' in answer ? answer.body : '').toContain(text)
  })

  test('lets the input end on its own, and with the client', async () => {
    const script = 'cat; echo ended > /tmp/ended'
    const first = await open(exec(script, 'stdin=1&stdout=1'), 'v5.channel.k8s.io')
    first.socket.send(Buffer.from('\0hello'))
    first.socket.send(Uint8Array.of(255, 0))
    await first.closed
    expect(first.frames).toContainEqual([1, 'hello'])

    const second = await open(exec('cat; echo gone > /tmp/gone', 'stdin=1&stdout=1'), 'v4.channel.k8s.io')
    second.socket.terminate()
    await vi.waitFor(async () => {
      const look = await open(exec('cat /tmp/gone'), 'v5.channel.k8s.io')
      await look.closed
      expect(look.frames).toContainEqual([1, 'gone\n'])
    }, 5000)
  })

  test('gives a terminal the size of the client', async () => {
    const { socket, frames, closed } = await open(
      exec('read line; stty size', 'stdin=1&stdout=1&tty=1'),
      'v5.channel.k8s.io',
    )
    socket.send(Buffer.from('\x04{"Width":123,"Height":45}'))
    socket.send(Buffer.from('\0\r'))
    await closed
    expect(frames.map(([, text]) => text).join('')).toContain('45 123\r\n')
  })
})

test('a terminal is hung up when its client goes', async () => {
  const { socket, frames } = await open(
    exec('echo $$ > /tmp/shell; cat', 'stdin=1&stdout=1&tty=1'),
    'v5.channel.k8s.io',
  )
  socket.send(Buffer.from('\0hello\r'))
  await vi.waitFor(() => expect(frames.map(([, text]) => text).join('')).toContain('hello\r\n'))
  socket.terminate()
  await vi.waitFor(async () => {
    const look = await open(exec('kill -0 $(cat /tmp/shell) || echo gone'), 'v5.channel.k8s.io')
    await look.closed
    expect(look.frames).toContainEqual([1, 'gone\n'])
  }, 5000)
})

test('attach reads and writes the first process of a container', async () => {
  const { socket, frames } = await open('echo/attach?stdin=1&stdout=1', 'v5.channel.k8s.io')
  socket.send(Buffer.from('\0hello\n'))
  await vi.waitFor(() => expect(frames).toContainEqual([1, 'got hello\n']))
  socket.terminate()
})

describe('SPDY', () => {
  test('carries a command, with a stream for each channel', async () => {
    const { socket, protocol } = await cluster.upgrade(
      exec('cat; exit 3', 'stdin=1&stdout=1'),
      'v5.channel.k8s.io, v4.channel.k8s.io',
    )
    expect(protocol).toBe('v4.channel.k8s.io')
    const connection = new SpdyConnection(there(socket), { role: 'client' })
    const [error, stdin, stdout] = await Promise.all(
      ['error', 'stdin', 'stdout'].map((streamtype) => connection.open({ streamtype })),
    )
    there(stdin).end('hello')
    expect(await textOf(there(stdout))).toBe('hello')
    expect(JSON.parse(await textOf(there(error)))).toMatchObject({ details: { causes: [{ message: '3' }] } })
    await connection.closed
  })

  test('is refused with a protocol that is not known', async () => {
    expect(await cluster.upgrade(exec('true'), 'v9.channel.k8s.io')).toEqual({ code: 403 })
  })

  test('forwards ports, several at once, and says where nobody listens', async () => {
    const { socket } = await cluster.upgrade('web/portforward', 'portforward.k8s.io')
    const connection = new SpdyConnection(there(socket), { role: 'client' })
    const forward = async (port: number, requestid: string) => {
      const headers = { port: String(port), requestid }
      const error = await connection.open({ ...headers, streamtype: 'error' })
      const data = await connection.open({ ...headers, streamtype: 'data' })
      data.end('GET / HTTP/1.0\r\n\r\n')
      return Promise.all([textOf(data), textOf(error)])
    }
    const [page, other, refused] = await Promise.all([forward(80, '0'), forward(80, '1'), forward(81, '2')])
    expect(page).toEqual([expect.stringMatching(/^HTTP\/1.1 200 OK\r\n/), ''])
    expect(other).toEqual(page)
    expect(refused).toEqual(['', expect.stringContaining('dial tcp4 127.0.0.1:81: connect: connection refused')])
    connection.close()
    await connection.closed
  })
})

describe('portforward over a plain WebSocket', () => {
  test('has two channels for each port', async () => {
    const { socket, frames, closed } = await open('web/portforward?ports=80,81', 'v4.channel.k8s.io')
    socket.send(Buffer.from('\0GET / HTTP/1.0\r\n\r\n'))
    await closed
    expect(frames.slice(0, 4).toSorted()).toEqual([
      [0, 'P\0'],
      [1, 'P\0'],
      [2, 'Q\0'],
      [3, 'Q\0'],
    ])
    expect(frames).toContainEqual([0, expect.stringMatching(/^HTTP\/1.1 200 OK\r\n/)])
    expect(frames).toContainEqual([3, expect.stringContaining('connection refused')])
  })

  test.each([
    ['web/portforward', 400],
    ['web/portforward?ports=0', 400],
    ['web/portforward?ports=http', 400],
    ['done/portforward?ports=80', 500],
  ])('%s is refused with %d', async (path, code) => {
    expect(await cluster.open(path, 'v4.channel.k8s.io')).toMatchObject({ code })
  })
})

test('what is a stream takes an upgrade', async () => {
  const answer = await cluster.get('host/exec?stdout=1&command=true')
  expect(answer.code).toBe(400)
  expect(JSON.parse(answer.body)).toMatchObject({ message: 'Upgrade request required' })
})

async function open(path: string, protocol: string): Promise<OpenSocket> {
  const opened = await cluster.open(path, protocol)
  if ('code' in opened) throw new Error(`The upgrade was refused with ${opened.code}: ${opened.body}`)
  return opened
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function there<TValue>(value: TValue | undefined): TValue {
  if (value === undefined) throw new Error('It is not there.')
  return value
}
