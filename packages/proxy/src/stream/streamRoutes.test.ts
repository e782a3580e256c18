import { describe, expect, it, vi } from 'vitest'
import { environment, environmentsPath, project, projectsPath } from '../../test/objects.ts'
import { startApiServer } from '../../test/startApiServer.ts'
import type { ReceivedEvent } from '../../test/EventReader.ts'
import { startStreams, type TestStreams } from '../../test/startStreams.ts'

const all = 'environments:-/*'
const shop = 'environments:-/acme-shop'

const put = ({ api }: Pick<TestStreams, 'api'>, parts: Parameters<typeof environment>[0] = {}) =>
  api.objects.put(environmentsPath, environment(parts))
const remove = (test: Pick<TestStreams, 'api'>, name: string) =>
  put(test, { name, metadata: { deletionTimestamp: new Date().toISOString() } })

/** An event in few words: what happened to which objects. */
function brief({ event, data }: ReceivedEvent): string {
  const name = (object: unknown) => (object as { metadata: { name: string } }).metadata.name
  if (event === 'snapshot') return `snapshot ${(data['items'] as unknown[]).map(name).join(' ')}`.trim()
  if (event === 'change') return `${String(data['type'])} ${name(data['object'])}`
  if (event === 'failure') return `failure ${(data['problem'] as { code: string }).code}`
  return `${event} ${String(data['state'])}`
}

/** Where a client stands that got so many events and left. */
async function cursorAfter(test: TestStreams, topics: string[], count = 1): Promise<string> {
  await using events = await test.open(topics)
  return (await events.take(count)).at(-1)!.id
}

describe('a topic', () => {
  it('begins with a snapshot and goes on with changes, each with a cursor', async () => {
    await using test = await startStreams()
    put(test, { name: 'pr-1' })
    await using events = await test.open([all])
    const [snapshot] = await events.take(1)
    put(test, { name: 'pr-2' })
    const seen = [snapshot!, ...(await events.take(1))]
    put(test, { name: 'pr-2', phase: 'Ready' })
    remove(test, 'pr-1')
    seen.push(...(await events.take(2)))
    expect(seen.map(brief)).toEqual(['snapshot pr-1', 'ADDED pr-2', 'MODIFIED pr-2', 'DELETED pr-1'])
    expect(seen.every(({ id, data }) => id !== '' && data['topic'] === all)).toBe(true)
    expect(JSON.stringify(seen)).not.toContain('managedFields')
  })

  it('shows one namespace, and by a selector only what it selects', async () => {
    await using test = await startStreams()
    put(test, { name: 'pr-1', labels: { tier: 'web' } })
    put(test, { name: 'pr-2' })
    put(test, { name: 'other', project: 'blog', labels: { tier: 'web' } })
    const topic = `${shop}?labelSelector=tier in (web, api),!old`
    await using events = await test.open([topic])
    const [snapshot] = await events.take(1)
    expect([brief(snapshot!), snapshot!.data['topic']]).toEqual(['snapshot pr-1', topic])
    put(test, { name: 'pr-2', labels: { tier: 'api' } })
    put(test, { name: 'pr-1', labels: { tier: 'web', old: 'yes' } })
    put(test, { name: 'other', project: 'blog', phase: 'Ready', labels: { tier: 'web' } })
    expect((await events.take(2)).map(brief)).toEqual(['ADDED pr-2', 'DELETED pr-1'])
    put(test, { name: 'pr-2', labels: { tier: 'api', more: 'yes' } })
    expect((await events.take(1)).map(brief)).toEqual(['MODIFIED pr-2'])
  })

  it('is one of many on a stream, of every kind', async () => {
    await using test = await startStreams()
    put(test)
    test.api.objects.put(projectsPath, project())
    test.api.objects.put('/api/v1/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'acme-shop' },
    })
    await using events = await test.open([all, 'projects:TEST/*', 'pods:-/acme-shop', 'events:-/acme-shop', 'pods:-/*'])
    const seen = await events.take(5)
    expect(seen.map((event) => `${String(event.data['topic'])} ${brief(event)}`).sort()).toEqual([
      'environments:-/* snapshot pr-1',
      'events:-/acme-shop snapshot',
      'pods:-/* snapshot web',
      'pods:-/acme-shop snapshot web',
      'projects:TEST/* snapshot shop',
    ])
  })

  it('is watched once for all its readers', async () => {
    await using test = await startStreams()
    await using one = await test.open(['pods:-/acme-shop'])
    await using two = await test.open(['pods:-/acme-shop'])
    await Promise.all([one.take(1), two.take(1)])
    expect(test.api.requests.filter((line) => line.endsWith('/acme-shop/pods'))).toHaveLength(1)
  })
})

describe('opening a stream', () => {
  it('answers as an event stream that nobody keeps, holds back or compresses', async () => {
    await using test = await startStreams()
    const answer = await test.app.request(`/stream?topic=${encodeURIComponent(all)}`, {
      headers: { 'accept-encoding': 'gzip' },
    })
    await answer.body?.cancel()
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    expect(answer.headers.get('content-encoding')).toBeNull()
  })

  it.each([
    ['no topic', []],
    ['no kind', ['deployments:-/*']],
    ['no namespace', ['pods:-']],
    ['an impossible namespace', ['pods:-/Acme_Shop']],
    ['an impossible cluster', ['pods:a b/x']],
    ['an impossible selector', ['pods:-/x?labelSelector=a in b']],
    ['too many topics', Array.from({ length: 201 }, (_, index) => `pods:-/n${index}`)],
  ])('is refused before it begins for %s', async (_, topics) => {
    await using test = await startStreams()
    for (const request of [
      test.app.request(`/stream?${topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&')}`),
      test.app.request('/stream', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ topics }),
      }),
    ]) {
      const answer = await request
      expect(answer.status).toBe(400)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      const problem = (await answer.json()) as { code: string; issues: unknown[] }
      expect(problem.code).toBe('INVALID_INPUT')
      expect(problem.issues.length).toBeGreaterThan(0)
    }
  })

  it('names each topic that is none', async () => {
    await using test = await startStreams()
    const answer = await test.app.request('/stream?topic=pods:-/a&topic=nonsense&topic=pods:-/b?labelSelector==')
    const { issues } = (await answer.json()) as { issues: { path: string }[] }
    expect(issues.map(({ path }) => path)).toEqual(['topic[1]', 'topic[2]'])
  })

  it('takes a long list of topics by POST', async () => {
    await using test = await startStreams()
    put(test)
    const answer = await test.app.request('/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ topics: [all] }),
    })
    expect(await new Response(answer.body).body?.getReader().read()).toMatchObject({ done: false })
    expect(answer.status).toBe(200)
  })

  it('opens nothing for a HEAD, whose answer nobody reads', async () => {
    await using test = await startStreams()
    const answer = await test.app.request(`/stream?topic=${encodeURIComponent(all)}`, { method: 'HEAD' })
    expect(answer.status).toBe(200)
    const cache = await test.context.caches.environments('-')
    expect(cache.health().subscribers).toBe(0)
  })
})

describe('a client that comes back', () => {
  it('gets what it missed and no snapshot', async () => {
    await using test = await startStreams()
    put(test, { name: 'pr-1' })
    const cursor = await cursorAfter(test, [all])
    put(test, { name: 'pr-2' })
    remove(test, 'pr-1')
    const cache = await test.context.caches.environments('-')
    await vi.waitFor(() => expect(cache.resourceVersion).toBe(test.api.objects.resourceVersion))
    await using events = await test.open([all], cursor)
    expect((await events.take(3)).map(brief)).toEqual(['ADDED pr-2', 'DELETED pr-1', 'sync live'])
    put(test, { name: 'pr-3' })
    expect((await events.take(1)).map(brief)).toEqual(['ADDED pr-3'])
  })

  it('is told that it holds the truth when it missed nothing', async () => {
    await using test = await startStreams()
    put(test)
    const cursor = await cursorAfter(test, [all])
    await using events = await test.open([all], cursor)
    expect((await events.take(1)).map(brief)).toEqual(['sync live'])
  })

  it('gets it from another process too', async () => {
    await using first = await startStreams()
    await using second = await startStreams({ api: first.api })
    await (
      await second.context.caches.environments('-')
    ).ready
    put(first, { name: 'pr-1' })
    const cursor = await cursorAfter(first, [all])
    put(first, { name: 'pr-2' })
    await using events = await second.open([all], cursor)
    expect((await events.take(1)).map(brief)).toEqual(['ADDED pr-2'])
  })

  it('gets nothing twice from a process whose watch is behind', async () => {
    await using first = await startStreams()
    await using second = await startStreams({ api: first.api })
    put(first, { name: 'pr-1' })
    const behind = await second.context.caches.environments('-')
    await behind.ready
    const position = behind.resourceVersion
    // Something else moved the cluster on: only the first process, which listed later, knows.
    first.api.objects.put(projectsPath, project())
    const cursor = await cursorAfter(first, [all])
    expect(behind.resourceVersion).toBe(position)
    await using events = await second.open([all], cursor)
    const next = events.next()
    await vi.waitFor(() => expect(second.api.requests.some((line) => line.includes('environments'))).toBe(true))
    put(first, { name: 'pr-2' })
    expect(brief((await next)!)).toBe('ADDED pr-2')
  })

  it('gets a snapshot from a cluster that is not the one it saw', async () => {
    await using before = await startStreams()
    for (let index = 0; index < 50; index++) put(before, { name: `old-${index}` })
    const cursor = await cursorAfter(before, [all])
    await using after = await startStreams()
    put(after, { name: 'new' })
    await using events = await after.open([all], cursor)
    expect((await events.take(1)).map(brief)).toEqual(['snapshot new'])
  })

  it('gets a snapshot when it was away for longer than changes are kept', async () => {
    await using test = await startStreams()
    const cursor = await cursorAfter(test, [all])
    for (let index = 0; index < 3000; index++) put(test, { name: 'pr-1', phase: `Phase${index}` })
    const cache = await test.context.caches.environments('-')
    await vi.waitFor(() => expect(cache.resourceVersion).toBe(test.api.objects.resourceVersion))
    await using events = await test.open([all], cursor)
    expect((await events.take(1)).map(brief)).toEqual(['snapshot pr-1'])
  })

  it('gets a snapshot of a topic that its cursor lacks, and nothing for one that it has no more', async () => {
    await using test = await startStreams()
    put(test)
    test.api.objects.put(projectsPath, project())
    const cursor = await cursorAfter(test, [all, 'events:-/acme-shop'], 2)
    await using events = await test.open([all, 'projects:-/*'], cursor)
    const seen = (await events.take(2)).map((event) => `${String(event.data['topic'])} ${brief(event)}`)
    expect(seen.sort()).toEqual(['environments:-/* sync live', 'projects:-/* snapshot shop'])
  })

  it.each(['nonsense', '', 'e30'])('gets a snapshot for a cursor that is none: %j', async (cursor) => {
    await using test = await startStreams()
    put(test)
    await using events = await test.open([all], cursor)
    expect((await events.take(1)).map(brief)).toEqual(['snapshot pr-1'])
  })
})

describe('a topic that can not be served', () => {
  it('fails with a problem while the others go on', async () => {
    await using test = await startStreams({ mayDo: ({ resource }) => resource !== 'projects' })
    put(test)
    await using events = await test.open(['pods:nowhere/x', 'projects:-/acme', all])
    const seen = await events.take(3)
    expect(seen.map((event) => `${String(event.data['topic'])} ${brief(event)}`).sort()).toEqual([
      'environments:-/* snapshot pr-1',
      'pods:nowhere/x failure NOT_FOUND',
      'projects:-/acme failure FORBIDDEN',
    ])
    const problem = seen.find(({ data }) => data['topic'] === 'pods:nowhere/x')!.data['problem']
    expect(problem).toMatchObject({ status: 404, missing: 'cluster', instance: expect.stringContaining('urn:uuid:') })
  })

  it('says that its type is not installed', async () => {
    const api = await startApiServer()
    api.uninstall('projects')
    await using test = await startStreams({ api })
    await using events = await test.open(['projects:-/*'])
    expect((await events.take(1))[0]!.data['problem']).toMatchObject({ code: 'NOT_FOUND', missing: 'type' })
    await api[Symbol.asyncDispose]()
  })

  it('is served as soon as the right is there, and told again only then', async () => {
    let allowed = false
    await using test = await startStreams({ mayDo: () => allowed, times: { retryMs: 20 } })
    put(test)
    await using events = await test.open([shop])
    expect((await events.take(1)).map(brief)).toEqual(['failure FORBIDDEN'])
    const asked = test.api.requests.length
    await vi.waitFor(() => expect(test.api.requests.length).toBeGreaterThan(asked + 3))
    allowed = true
    expect((await events.take(1)).map(brief)).toEqual(['snapshot pr-1'])
  })

  it('fails when the cluster does not answer, and is served when it does', async () => {
    await using test = await startStreams({ times: { readyMs: 50, retryMs: 50 } })
    put(test)
    test.api.fail(503)
    await using events = await test.open([all])
    expect((await events.take(1)).map(brief)).toEqual(['failure UPSTREAM_UNAVAILABLE'])
    test.api.fail(false)
    expect((await events.take(1)).map(brief)).toEqual(['snapshot pr-1'])
  })
})

describe('rights', () => {
  it('of some namespaces show those namespaces alone', async () => {
    await using test = await startStreams({
      mayDo: ({ namespace, user }) => user === undefined || namespace === 'acme-shop',
    })
    put(test, { name: 'mine' })
    put(test, { name: 'theirs', project: 'secret' })
    await using events = await test.open([all])
    expect((await events.take(1)).map(brief)).toEqual(['snapshot mine'])
    put(test, { name: 'theirs-2', project: 'secret' })
    put(test, { name: 'mine-2' })
    expect((await events.take(1)).map(brief)).toEqual(['ADDED mine-2'])
  })

  it('of no namespace are an empty snapshot', async () => {
    await using test = await startStreams({ mayDo: ({ user }) => user === undefined })
    put(test)
    await using events = await test.open([all])
    expect((await events.take(1)).map(brief)).toEqual(['snapshot'])
  })

  it('are asked about at once for a namespace that is new', async () => {
    await using test = await startStreams({
      mayDo: ({ namespace, user }) => user === undefined || namespace?.startsWith('acme-') === true,
    })
    put(test, { name: 'first' })
    await using events = await test.open([all])
    await events.take(1)
    put(test, { name: 'second', project: 'new' })
    expect((await events.take(1)).map(brief)).toEqual(['ADDED second'])
  })

  it('that come and go add and delete what they show', async () => {
    const mine = new Set(['acme-shop'])
    await using test = await startStreams({
      mayDo: ({ namespace, user }) => user === undefined || mine.has(namespace ?? ''),
      rightsIntervalMs: 400,
      times: { recheckMs: 20 },
    })
    put(test, { name: 'one' })
    put(test, { name: 'two', project: 'blog' })
    await using events = await test.open([all])
    expect((await events.take(1)).map(brief)).toEqual(['snapshot one'])
    mine.add('acme-blog')
    expect((await events.take(1)).map(brief)).toEqual(['ADDED two'])
    mine.delete('acme-shop')
    // An answer that allowed something holds for a moment.
    expect((await events.take(1)).map(brief)).toEqual(['DELETED one'])
    put(test, { name: 'one', phase: 'Ready' })
    put(test, { name: 'two', project: 'blog', phase: 'Ready' })
    expect((await events.take(1)).map(brief)).toEqual(['MODIFIED two'])
  })

  it('to a single namespace that end make the topic fail', async () => {
    let allowed = true
    await using test = await startStreams({
      mayDo: ({ user }) => user === undefined || allowed,
      rightsIntervalMs: 100,
      times: { recheckMs: 20, retryMs: 20 },
    })
    put(test)
    await using events = await test.open([shop])
    expect((await events.take(1)).map(brief)).toEqual(['snapshot pr-1'])
    allowed = false
    expect((await events.take(1)).map(brief)).toEqual(['failure FORBIDDEN'])
  })

  it('of another view than the cursor knows are a snapshot', async () => {
    const mine = new Set(['acme-shop'])
    await using test = await startStreams({
      mayDo: ({ namespace, user }) => user === undefined || mine.has(namespace ?? ''),
    })
    put(test, { name: 'one' })
    put(test, { name: 'two', project: 'blog' })
    const cursor = await cursorAfter(test, [all])
    mine.add('acme-blog')
    await using events = await test.open([all], cursor)
    const [first] = await events.take(1)
    expect(brief(first!).split(' ').sort()).toEqual(['one', 'snapshot', 'two'])
  })

  it('end with the sign-in: every topic is told so, and the stream ends', async () => {
    await using test = await startStreams({ identity: { expiresAt: new Date(Date.now() + 1500) } })
    put(test)
    await using events = await test.open([all, 'projects:-/*'])
    expect((await events.take(4)).map(brief).sort()).toEqual([
      'failure UNAUTHORIZED',
      'failure UNAUTHORIZED',
      'snapshot',
      'snapshot pr-1',
    ])
    expect(await events.next()).toBeUndefined()
  })
})
