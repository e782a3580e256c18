import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest'
import type { Cluster } from '../Cluster.ts'
import { startCluster } from '../startCluster.ts'
import { callCluster, watchCluster } from '../testSupport/callCluster.ts'

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster({ nodes: 0 })
})
afterAll(() => cluster.close())
afterEach(() => cluster.faults.clear())

const maps = '/api/v1/namespaces/default/configmaps'
const list = (path = maps, headers?: Record<string, string>) => callCluster(cluster, path, { headers })

describe('a request that meets', () => {
  test('refuse has no answer', async () => {
    cluster.faults.inject({ kind: 'refuse' })
    await expect(list()).rejects.toThrow(/socket hang up|ECONNRESET/)
  })

  test('status has that answer', async () => {
    cluster.faults.inject({ kind: 'status', code: 429, retryAfterSeconds: 7, message: 'slow down' })
    const answer = await list()
    expect(answer).toMatchObject({
      code: 429,
      body: { kind: 'Status', reason: 'TooManyRequests', message: 'slow down' },
    })
    expect(answer.headers['retry-after']).toBe('7')
  })

  test('cut has the first bytes of the answer and loses its connection', async () => {
    cluster.faults.inject({ kind: 'cut', afterBytes: 20 })
    await expect(list()).rejects.toThrow('aborted')
  })

  test('stall has no answer until its caller gives up', async () => {
    cluster.faults.inject({ kind: 'stall' })
    const controller = new AbortController()
    const asking = callCluster(cluster, maps, { signal: controller.signal })
    const first = await Promise.race([asking.then(() => 'answer'), cluster.clock.sleep(50).then(() => 'nothing')])
    expect(first).toBe('nothing')
    controller.abort()
    await expect(asking).rejects.toThrow('aborted')
  })

  test('delay has its answer when that time of the cluster has passed', async () => {
    cluster.faults.inject({ kind: 'delay', ms: 3_600_000 })
    cluster.clock.stop()
    try {
      const asking = list()
      const isWaiting = () => cluster.faults.inject({ kind: 'refuse' }, { name: 'nobody' }).hits === 0
      expect(isWaiting()).toBe(true)
      let answered = false
      void asking.then(() => (answered = true))
      while (!answered) await cluster.clock.advance(3_600_000)
      expect((await asking).code).toBe(200)
    } finally {
      cluster.clock.start()
    }
  })
})

describe('an open watch that meets', () => {
  async function openThen(inject: () => void): Promise<string[]> {
    const types: string[] = []
    for await (const { type } of watchCluster(cluster, `${maps}?watch=1&allowWatchBookmarks=true`)) {
      types.push(type)
      if (type === 'BOOKMARK') inject()
    }
    return types
  }

  test('expire is told that its position is too old, and ends', async () => {
    const types = await openThen(() => cluster.faults.inject({ kind: 'expire' }))
    expect(types.at(-1)).toBe('ERROR')
  })

  test('cut loses its connection', async () => {
    await expect(openThen(() => cluster.faults.inject({ kind: 'cut' }, { verb: 'watch' }))).rejects.toThrow('aborted')
  })

  test('stall hears nothing more', async () => {
    const seen: string[] = []
    const controller = new AbortController()
    const watching = (async () => {
      const path = `${maps}?watch=1&allowWatchBookmarks=true`
      for await (const { type } of watchCluster(cluster, path, { signal: controller.signal })) {
        seen.push(type)
        if (type !== 'BOOKMARK') continue
        cluster.faults.inject({ kind: 'stall' }, { verb: 'watch' })
        await cluster.apply([
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'unheard', namespace: 'default' } },
        ])
        setTimeout(() => controller.abort(), 50)
      }
    })()
    await expect(watching).rejects.toThrow('aborted')
    expect(seen.at(-1)).toBe('BOOKMARK')
  })
})

describe('a fault', () => {
  test('meets as many requests as it is for, and counts them', async () => {
    const fault = cluster.faults.inject({ kind: 'status', code: 500 }, {}, { times: 2 })
    const codes = []
    for (let index = 0; index < 3; index++) codes.push((await list()).code)
    expect(codes).toEqual([500, 500, 200])
    expect(fault.hits).toBe(2)
  })

  test.each([
    [{ verb: 'list', resource: 'configmaps', namespace: 'default' }, 503],
    [{ verb: ['get', 'list'] }, 503],
    [{ verb: 'watch' }, 200],
    [{ resource: 'deployments.apps' }, 200],
    [{ namespace: 'other' }, 200],
    [{ name: 'one' }, 200],
    [{ userAgent: 'tester' }, 503],
    [{ userAgent: 'kubectl' }, 200],
  ])('for %j', async (match, code) => {
    cluster.faults.inject({ kind: 'status', code: 503 }, match)
    expect((await list(maps, { 'User-Agent': 'a-tester/1.0' })).code).toBe(code)
  })

  test('is over when it is disposed of', async () => {
    {
      using _ = cluster.faults.inject({ kind: 'status', code: 500 })
      expect((await list()).code).toBe(500)
    }
    expect((await list()).code).toBe(200)
  })
})
