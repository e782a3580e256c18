import { OperatorMetrics, type CacheHealth } from '@catalyst/operator'
import { expect, test } from 'vitest'
import { serveProbes } from './serveProbes.ts'

const minutes = (count: number) => count * 60_000

function watch(state: string, silentMs: number): CacheHealth {
  return { kind: 'Thing', synced: true, state, silentMs }
}

async function healthOf(caches: CacheHealth[]): Promise<number> {
  const health = () => ({ ready: true, isLeader: true, caches })
  await using server = await serveProbes(
    { health, metrics: new OperatorMetrics({ process: false }) },
    { host: 'localhost', port: 0 },
  )
  return (await fetch(`http://localhost:${server.port}/healthz`)).status
}

test.each([
  ['a quiet cluster, whose bookmarks come every minute', [watch('live', minutes(1)), watch('live', 90_000)], 200],
  ['one watch that hears nothing while others do', [watch('live', 0), watch('live', minutes(15))], 503],
  ['one that never comes back while others do', [watch('live', 0), watch('stale', minutes(15))], 503],
  ['an API server that is away, which a new process would not bring back', [watch('stale', minutes(20))], 200],
  [
    'a kind that it may not watch, which a new process may neither',
    [watch('live', 0), watch('failed', minutes(60))],
    200,
  ],
])('/healthz over %s', async (_, caches, expected) => {
  expect(await healthOf(caches)).toBe(expected)
})
