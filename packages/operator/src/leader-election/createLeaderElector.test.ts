import { setTimeout as sleep } from 'node:timers/promises'
import { createResourceClient, leases } from '@catalyst/kubernetes-client'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessTo } from '../../test/accessTo.ts'
import { createLeaderElector } from './createLeaderElector.ts'
import type { LeaderElectorOptions } from './LeaderElectorOptions.ts'

let cluster: Cluster
let access: LeaderElectorOptions['kubeConfig']
beforeAll(async () => {
  cluster = await startCluster()
  access = await accessTo(cluster)
})
afterAll(() => cluster[Symbol.asyncDispose]())

let names = 0
const quick = { leaseDurationMs: 3000, renewDeadlineMs: 2000, retryPeriodMs: 100 }
const electionOf = (name = `operator-${++names}`) => ({ namespace: 'default', name })

function candidate(election: { namespace: string; name: string }, identity: string) {
  const stop = new AbortController()
  const begun = Promise.withResolvers<AbortSignal>()
  const elector = createLeaderElector({ kubeConfig: access, ...election, identity, ...quick })
  const ended = elector.run(
    (signal) => {
      begun.resolve(signal)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    },
    { signal: stop.signal },
  )
  return { elector, begun: begun.promise, ended, stop: () => stop.abort() }
}

const holderOf = async (reference: { namespace: string; name: string }) =>
  (await createResourceClient(leases, { kubeConfig: access }).get(reference)).spec?.holderIdentity

test('of two candidates one leads, and the other takes over as soon as it steps down', async () => {
  const election = electionOf()
  const first = candidate(election, 'first')
  await first.begun
  const second = candidate(election, 'second')
  expect([first.elector.isLeader, second.elector.isLeader]).toEqual([true, false])
  expect(await holderOf(election)).toBe('first')

  first.stop()
  expect(await first.ended).toBe('released')
  await second.begun
  expect(await holderOf(election)).toBe('second')
  second.stop()
  await second.ended
  expect(await holderOf(election)).toBe('')
})

test('a candidate that is not the leader ends at once when it is asked to', async () => {
  const election = electionOf()
  const first = candidate(election, 'first')
  await first.begun
  const second = candidate(election, 'second')
  second.stop()
  expect(await second.ended).toBe('released')
  expect(await holderOf(election)).toBe('first')
  first.stop()
  await first.ended
})

test('a leader whose Lease another one has taken stops what it does', async () => {
  const election = electionOf()
  const first = candidate(election, 'first')
  const signal = await first.begun
  const client = createResourceClient(leases, { kubeConfig: access })
  await client.patch(election, { spec: { holderIdentity: 'usurper' } })
  expect(await first.ended).toBe('lost')
  expect(signal.aborted).toBe(true)
  expect(await holderOf(election)).toBe('usurper')
})

test('a leader whose Lease another one has had and given back does not take up where it was', async () => {
  const election = electionOf()
  const first = candidate(election, 'first')
  const signal = await first.begun
  const client = createResourceClient(leases, { kubeConfig: access })
  await client.patch(election, { spec: { holderIdentity: '', leaseTransitions: 2 } })
  expect(await first.ended).toBe('lost')
  expect(signal.aborted).toBe(true)
  expect(await holderOf(election)).toBe('')
})

test('a leader that fails keeps the Lease from nobody', async () => {
  const election = electionOf()
  const stop = new AbortController()
  const first = createLeaderElector({ kubeConfig: access, ...election, identity: 'first', ...quick })
  await expect(first.run(() => Promise.reject(new Error('broken')), { signal: stop.signal })).rejects.toThrow('broken')
  const second = candidate(election, 'second')
  await second.begun
  second.stop()
  await second.ended
  stop.abort()
})

test('a Lease that is written by somebody who does not want it is kept', async () => {
  const election = electionOf()
  const first = candidate(election, 'first')
  await first.begun
  const client = createResourceClient(leases, { kubeConfig: access })
  for (let n = 0; n < 20; n++) await client.patch(election, { metadata: { labels: { n: String(n) } } })
  expect(first.elector.isLeader).toBe(true)
  first.stop()
  expect(await first.ended).toBe('released')
})

test('a Lease that nobody renews is free after its duration by the own clock, whatever time it names', async () => {
  const election = electionOf()
  const client = createResourceClient(leases, { kubeConfig: access })
  const spec = { holderIdentity: 'dead', leaseDurationSeconds: 1, renewTime: '2999-01-01T00:00:00.000000Z' }
  await client.create({ metadata: election, spec })
  const next = candidate(election, 'next')
  await next.begun
  expect((await client.get(election)).spec).toMatchObject({ holderIdentity: 'next', leaseTransitions: 1 })
  next.stop()
  await next.ended
})

test('a leader that can not reach the cluster gives up before others may begin', async () => {
  const election = electionOf()
  const first = candidate(election, 'first')
  const signal = await first.begun
  const restarted = cluster.restart({ downMs: 4000 })
  expect(await first.ended).toBe('lost')
  expect(signal.aborted).toBe(true)
  await restarted
  const second = candidate(election, 'second')
  await second.begun
  second.stop()
  await second.ended
})

test('a leader that was stopped for too long is none from the moment it goes on', async () => {
  const first = candidate(electionOf(), 'first')
  await first.begun
  // Nothing of this process runs meanwhile, as if it were frozen; what comes next runs before any of its timers.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, quick.renewDeadlineMs)
  expect(first.elector.isLeader).toBe(false)
  expect(await first.ended).toBe('lost')
})

test('a leader whose clock is set forward asks whether it still leads before it goes on', async () => {
  const first = candidate(electionOf(), 'first')
  await first.begun
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  try {
    expect(first.elector.isLeader).toBe(false)
    while (!first.elector.isLeader) await sleep(20)
  } finally {
    vi.useRealTimers()
  }
  first.stop()
  expect(await first.ended).toBe('released')
})

test('times that could make two leaders are refused', () => {
  const options = { kubeConfig: access, ...electionOf(), identity: 'a' }
  expect(() => createLeaderElector({ ...options, leaseDurationMs: 5, renewDeadlineMs: 5 })).toThrow(RangeError)
})
