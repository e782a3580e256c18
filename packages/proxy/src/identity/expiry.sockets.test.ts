import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { startIssuer, type Issuer, type IssuerOptions } from '@catalyst/testing/issuer'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { EventReader } from '../../test/EventReader.ts'
import { shop, startAttacked, type Attacked } from '../../test/startAttacked.ts'
import { oidc } from './oidc.ts'

const topics = ['pods:-/acme-shop', 'environments:-/acme-shop']
const streamPath = `/api/v1/stream?${topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&')}`

/** A cluster in which ann has a namespace and a pod, behind a proxy that signs people in. */
async function start(lifetimes?: IssuerOptions['lifetimes']): Promise<AsyncDisposable & Attacked & { issuer: Issuer }> {
  await using parts = new AsyncDisposableStack()
  const issuer = parts.use(
    await startIssuer({ users: [{ name: 'ann' }, { name: 'cid', groups: ['blog'] }], lifetimes }),
  )
  const { url, ca, clientId, clientSecret } = issuer
  const authenticate = oidc({ issuer: url, ca, clientId, clientSecret, clockSkewSeconds: 0 })
  const attacked = parts.use(await startAttacked({ authenticate, pods: true, rightsIntervalMs: 500 }))
  const owned = parts.move()
  return { ...attacked, issuer, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

test('when a sign-in ends, each topic of its stream says so, and the stream ends', async () => {
  await using world = await start()
  const token = await world.issuer.tokenFor('ann', { expiresIn: 2 })
  const { status, text } = await world.send(streamPath, { as: token })
  expect(status).toBe(200)
  for (const topic of topics) {
    expect(text).toMatch(new RegExp(`event: snapshot\\n(id: .*\\n)?data: .*${topic}`))
    expect(text).toMatch(new RegExp(`event: failure\\n(id: .*\\n)?data: .*${topic}.*UNAUTHORIZED`))
  }
})

test('a group that is lost at a renewal takes its rights from a stream that was opened before', async () => {
  await using world = await start({ idToken: 4 })
  const rbac = 'rbac.authorization.k8s.io'
  await world.cluster.apply([
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'blog', namespace: 'acme-shop' },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: rbac, kind: 'Group', name: 'blog' }],
    },
  ])
  const cookie = await signIn(world, 'cid')
  const stream = world.send(`/api/v1/stream?topic=${encodeURIComponent('pods:-/acme-shop')}`, { headers: { cookie } })
  world.issuer.setGroups('cid', [])
  await expect
    .poll(
      async () => {
        await world.send('/api/v1/session', { headers: { cookie } })
        return world.issuer.refreshes()
      },
      { timeout: 8000, interval: 200 },
    )
    .toBe(1)
  const { text } = await stream
  const events = [...text.matchAll(/^event: (\w+)\n(?:id: .*\n)?data: (.*)$/gm)].map(([, event, data = '']) => ({
    event,
    code: /"code":"(\w+)"/.exec(data)?.[1],
  }))
  expect(events[0]).toMatchObject({ event: 'snapshot' })
  expect(events).toContainEqual({ event: 'failure', code: 'FORBIDDEN' })
  expect(events.at(-1)).toEqual({ event: 'failure', code: 'UNAUTHORIZED' })
})

test('a log that is followed ends with the sign-in, in either format', async () => {
  await using world = await start()
  const formats = ['text/event-stream', 'text/plain']
  const answers = formats.map(async (accept) => {
    const as = await world.issuer.tokenFor('ann', { expiresIn: 2 })
    return world.send(`${shop}/pods/web/log?container=app&follow=true`, { as, headers: { accept } })
  })
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200])
})

test('when a sign-in ends, its shell does, and says why', async () => {
  await using world = await start()
  const shell = world.shell(
    await world.issuer.tokenFor('ann', { expiresIn: 2 }),
    'container=app&stdin=true&stdout=true&tty=true',
  )
  const messages: Buffer[] = []
  shell.on('message', (data: Buffer) => void messages.push(data))
  await once(shell, 'close')
  const status =
    messages
      .findLast((message) => message[0] === 3)
      ?.subarray(1)
      .toString() ?? ''
  expect(JSON.parse(status)).toMatchObject({ status: 'Failure', reason: 'Unauthorized' })
  expect(status).toContain('sign-in has ended')
})

test('signing out ends the streams and shells of that sign-in, and of no other of the same person', async () => {
  await using world = await start()
  const [leaving, staying] = [await signIn(world, 'ann'), await signIn(world, 'ann')]
  await using ending = await readStream(world, leaving)
  await using going = await readStream(world, staying)
  const [endingShell, goingShell] = [await openCat(world, leaving), await openCat(world, staying)]

  const headers = { cookie: leaving, origin: world.origin }
  expect((await world.send('/api/v1/auth/logout', { method: 'POST', headers })).status).toBe(200)
  const failed = new Set<unknown>()
  for (let event = await ending.next(); event !== undefined; event = await ending.next()) {
    if (event.event !== 'failure') continue
    expect(event.data).toMatchObject({ problem: { code: 'UNAUTHORIZED' } })
    failed.add(event.data['topic'])
  }
  expect([...failed].sort()).toEqual([...topics].sort())
  expect(await endingShell.ended).toMatchObject({ status: 'Failure', reason: 'Unauthorized' })

  await world.cluster.api.delete('pods', { namespace: 'acme-shop', name: 'other' })
  await going.until(({ event, data }) => event === 'change' && data['topic'] === topics[0])
  goingShell.socket.send(Buffer.from('\0still here'))
  const [echoed] = (await once(goingShell.socket, 'message')) as [Buffer]
  expect(echoed.toString()).toContain('still here')
})

test('a browser shows its token among the subprotocols; it is neither chosen nor written down', async () => {
  await using world = await start()
  const token = await world.issuer.tokenFor('ann')
  const offered = `base64url.bearer.authorization.k8s.io.${Buffer.from(token).toString('base64url')}`
  const url = `ws://${world.own}${shop}/pods/web/exec?container=app&stdin=true&stdout=true&command=cat`
  const shell = new WebSocket(url, ['v5.channel.k8s.io', offered], { headers: { origin: world.origin } })
  await once(shell, 'open')
  expect(shell.protocol).toBe('v5.channel.k8s.io')
  shell.send(Buffer.from([0, ...Buffer.from('hello\n')]))
  const [echoed] = (await once(shell, 'message')) as [Buffer]
  expect(echoed.toString()).toContain('hello')
  shell.terminate()
  expect(world.lines.join('\n')).not.toContain(token.slice(-40))
  expect(world.lines.join('\n')).not.toContain(offered.slice(-40))
})

test('a token that ended before opens no shell; neither does nobody', async () => {
  await using world = await start()
  for (const token of [await world.issuer.tokenFor('ann', { expiresIn: -5 }), 'nobody']) {
    const shell = world.shell(token, 'container=app&stdin=true&stdout=true')
    const [, answer] = (await once(shell, 'unexpected-response')) as [unknown, { statusCode: number }]
    expect(answer.statusCode).toBe(401)
  }
})

/** The session cookie of somebody who signs in by a browser. */
async function signIn({ issuer, send, origin }: Attacked & { issuer: Issuer }, user: string): Promise<string> {
  const cookieOf = (lines: string[] | undefined) =>
    (lines ?? [])
      .filter((line) => !/Max-Age=0/.test(line))
      .map((line) => line.split(';', 1)[0])
      .join('; ')
  issuer.allowRedirects({ signedIn: `${origin}/api/v1/auth/callback` })
  const { headers } = await send('/api/v1/auth/login')
  const back = new URL(await issuer.signIn(headers.location ?? '', user))
  const answer = await send(`${back.pathname}${back.search}`, { headers: { cookie: cookieOf(headers['set-cookie']) } })
  expect(answer.status).toBe(200)
  return cookieOf(answer.headers['set-cookie'])
}

/** The stream of a browser, past its snapshots. */
async function readStream({ own, port }: Attacked, cookie: string): Promise<EventReader> {
  const asked = request({ host: '127.0.0.1', port, path: streamPath, headers: { host: own, cookie }, agent: false })
  asked.on('error', () => undefined).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(200)
  const events = new EventReader(Readable.toWeb(response) as ReadableStream<Uint8Array>)
  await events.take(topics.length)
  return events
}

/** A command of a browser that gives back what it gets, and how it ends. */
async function openCat({ own, origin }: Attacked, cookie: string) {
  const url = `ws://${own}${shop}/pods/web/exec?container=app&stdin=true&stdout=true&command=cat`
  const socket = new WebSocket(url, ['v5.channel.k8s.io'], { headers: { origin, cookie } })
  const ended = new Promise<unknown>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] === 3) resolve(JSON.parse(data.subarray(1).toString()))
    })
  })
  await once(socket, 'open')
  return { socket, ended }
}
