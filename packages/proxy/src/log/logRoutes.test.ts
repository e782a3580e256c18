import type { ServerResponse } from 'node:http'
import type { Problem } from '@catalyst/api'
import { describe, expect, it, vi } from 'vitest'
import { call } from '../../test/call.ts'
import { EventReader } from '../../test/EventReader.ts'
import { environment, environmentsPath, namespace } from '../../test/objects.ts'
import { startProxy, type TestProxy } from '../../test/startProxy.ts'
import type { AccessQuestion } from '../../test/startApiServer.ts'

const pods = '/api/v1/clusters/-/namespaces/acme-shop-pr-1/pods'
const podLog = `${pods}/web/log`
const environmentLog = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1/log'

const at = (second: number) => `2026-01-01T10:00:0${second}.000000000Z`
/** What each container wrote: when, and what. */
const logs: Record<string, [second: number, text: string][]> = {
  'web/app': [
    [1, 'app one'],
    [4, 'app two é'],
  ],
  'web/side': [[2, 'side one']],
  'worker/app': [[3, 'worker one']],
}

/** An API server that has logs, and follows them without an end. */
async function startWithLogs(mayDo: (question: AccessQuestion) => boolean = () => true) {
  const following = new Set<ServerResponse>()
  function handle(url: URL, response: ServerResponse): boolean {
    const pod = /\/pods\/([^/]+)\/log$/.exec(url.pathname)?.[1]
    if (pod === undefined) return false
    const query = url.searchParams
    const lines = logs[`${pod}/${query.get('container') ?? ''}`] ?? []
    const tail = query.has('tailLines') ? lines.slice(-Number(query.get('tailLines'))) : lines
    const timed = query.get('timestamps') === 'true'
    response.writeHead(200, { 'content-type': 'text/plain' })
    for (const [second, text] of tail) response.write(`${timed ? `${at(second)} ` : ''}${text}\n`)
    if (query.get('follow') !== 'true') response.end()
    else {
      response.flushHeaders()
      following.add(response)
      response.on('close', () => following.delete(response))
    }
    return true
  }
  const started = await startProxy({ api: { handle, mayDo } })
  const { objects } = started.api
  for (const name of ['acme-shop', 'acme-shop-pr-1']) objects.put('/api/v1/namespaces', namespace(name))
  putPod(started, 'web', ['app', 'side'])
  putPod(started, 'worker', ['app'])
  objects.put(environmentsPath, environment({ status: { namespace: 'acme-shop-pr-1' } }))
  return Object.assign(started, { following })
}

function putPod({ api }: TestProxy, name: string, containers: string[]) {
  api.objects.put('/api/v1/pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'acme-shop-pr-1' },
    spec: { containers: containers.map((container) => ({ name: container })) },
    status: {
      phase: 'Running',
      containerStatuses: containers.map((container) => ({
        name: container,
        ready: true,
        restartCount: 0,
        containerID: `containerd://${name}-${container}`,
        state: { running: { startedAt: at(0) } },
      })),
    },
  })
}

const events = { accept: 'text/event-stream' }

describe('the log of a pod as text', () => {
  it('of one container is its bytes', async () => {
    await using started = await startWithLogs()
    const answer = await started.request(`${podLog}?container=app`)
    expect(await answer.text()).toBe('app one\napp two é\n')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    expect(await (await started.request(`${pods}/worker/log?timestamps=true`)).text()).toBe(`${at(3)} worker one\n`)
  })

  it('of several containers is in the order of time, with their names', async () => {
    await using started = await startWithLogs()
    const all = await (await started.request(podLog)).text()
    expect(all).toBe('[web/app] app one\n[web/side] side one\n[web/app] app two é\n')
    const some = await (
      await started.request(`${podLog}?container=side&container=app&tailLines=1&timestamps=true`)
    ).text()
    expect(some).toBe(`[web/side] ${at(2)} side one\n[web/app] ${at(4)} app two é\n`)
  })

  it('that is followed ends upstream when its reader goes', async () => {
    await using started = await startWithLogs()
    for (const path of [`${podLog}?container=app&follow=true`, `${podLog}?follow=true`]) {
      const answer = await started.request(path)
      const reader = answer.body!.getReader()
      // A reader that always wants more, as every socket does.
      const drained = (async () => {
        while (!(await reader.read()).done);
      })()
      await vi.waitFor(() => expect(started.following.size).toBeGreaterThan(0))
      await reader.cancel()
      await drained
      await vi.waitFor(() => expect(started.following.size).toBe(0))
    }
  })

  it('leaves nothing open for a HEAD', async () => {
    await using started = await startWithLogs()
    const answer = await started.request(`${podLog}?container=app&follow=true`, { method: 'HEAD' })
    expect(answer.status).toBe(200)
    await vi.waitFor(() => expect(started.following.size).toBe(0))
  })
})

describe('the log of a pod as events', () => {
  it('carries lines with their time, pod and container, and says that it has ended', async () => {
    await using started = await startWithLogs()
    const answer = await started.request(podLog, { headers: events })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    await using reader = new EventReader(answer.body)
    const lines: unknown[] = []
    const end = await reader.until(({ event, data }) => {
      if (event === 'lines') lines.push(...(data['lines'] as unknown[]))
      return data['state'] === 'ended'
    })
    expect(lines).toEqual([
      { time: at(1), pod: 'web', container: 'app', text: 'app one' },
      { time: at(2), pod: 'web', container: 'side', text: 'side one' },
      { time: at(4), pod: 'web', container: 'app', text: 'app two é' },
    ])
    expect(end.id).not.toBe('')
  })

  it('goes on after the cursor of the last event', async () => {
    await using started = await startWithLogs()
    const read = async (headers: Record<string, string>) => {
      const answer = await started.request(`${podLog}?container=app&follow=true`, {
        headers: { ...events, ...headers },
      })
      await using reader = new EventReader(answer.body)
      return await reader.until(({ event }) => event === 'lines')
    }
    const first = await read({})
    logs['web/app']!.push([5, 'app three'])
    try {
      const second = await read({ 'last-event-id': first.id })
      expect((second.data['lines'] as { text: string }[]).map(({ text }) => text)).toEqual(['app three'])
    } finally {
      logs['web/app']!.pop()
    }
  })

  it('stops upstream when its reader goes', async () => {
    await using started = await startWithLogs()
    const answer = await started.request(`${podLog}?follow=true`, { headers: events })
    await using reader = new EventReader(answer.body)
    await reader.until(({ event }) => event === 'lines')
    const more = reader.until(() => false)
    await vi.waitFor(() => expect(started.following.size).toBe(2))
    await reader[Symbol.asyncDispose]()
    await expect(more).rejects.toThrow('ended')
    await vi.waitFor(() => expect(started.following.size).toBe(0))
  })

  it('tells a client that comes back after the pod is gone that it is', async () => {
    await using started = await startWithLogs()
    const answer = await started.request(`${podLog}?container=app`, { headers: events })
    await using reader = new EventReader(answer.body)
    const { id } = await reader.until(({ event }) => event === 'lines')
    started.api.objects.put('/api/v1/pods', {
      ...started.api.objects.get('/api/v1/pods', 'acme-shop-pr-1', 'web')!,
      metadata: { name: 'web', namespace: 'acme-shop-pr-1', deletionTimestamp: at(9) },
    })
    await vi.waitFor(async () => {
      const again = await started.request(`${podLog}?container=app&follow=true`, {
        headers: { ...events, 'last-event-id': id },
      })
      await using rest = new EventReader(again.body)
      expect((await rest.next())?.data).toMatchObject({ state: 'gone', pod: 'web' })
    })
  })
})

describe('a log that can not be had', () => {
  const noLog = ({ subresource }: AccessQuestion) => subresource !== 'log'

  it.each([
    ['a pod that is not there', `${pods}/gone/log`, 404, { code: 'NOT_FOUND', missing: 'resource' }],
    [
      'a container that is not there',
      `${podLog}?container=none`,
      404,
      { detail: expect.stringContaining('app, side') },
    ],
    ['an environment that is not there', environmentLog.replace('pr-1', 'pr-2'), 404, { missing: 'resource' }],
    ['a query that is none', `${podLog}?tailLines=many`, 400, { code: 'INVALID_INPUT' }],
  ])('is a problem before it begins: %s', async (...[, path, status, problem]) => {
    await using started = await startWithLogs()
    for (const headers of [events, { accept: '*/*' }]) {
      const answer = await call<Problem>(started, path, { headers })
      expect([answer.status, answer.body]).toEqual([status, expect.objectContaining(problem)])
    }
  })

  it('takes the right to read it', async () => {
    await using started = await startWithLogs(noLog)
    for (const path of [podLog, environmentLog]) {
      const { status, body } = await call<Problem>(started, path, { headers: events })
      expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
      expect(body.detail).toContain('get pods/log')
    }
  })
})

describe('the log of an environment', () => {
  it('is that of all its pods', async () => {
    await using started = await startWithLogs()
    expect(await (await started.request(environmentLog)).text()).toBe(
      '[web/app] app one\n[web/side] side one\n[worker/app] worker one\n[web/app] app two é\n',
    )
  })

  it('narrowed to one container is its bytes', async () => {
    await using started = await startWithLogs()
    expect(await (await started.request(`${environmentLog}?pod=worker`)).text()).toBe('worker one\n')
  })

  it('is narrowed to pods as events too, and takes new pods in', async () => {
    await using started = await startWithLogs()
    const answer = await started.request(`${environmentLog}?follow=true&pod=worker&pod=late`, { headers: events })
    await using reader = new EventReader(answer.body)
    const texts = async () => {
      const { data } = await reader.until(({ event }) => event === 'lines')
      return (data['lines'] as { text: string }[]).map(({ text }) => text)
    }
    expect(await texts()).toEqual(['worker one'])
    logs['late/app'] = [[6, 'late one']]
    putPod(started, 'late', ['app'])
    expect(await texts()).toEqual(['late one'])
  })
})
