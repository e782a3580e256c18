import { createResourceClient, createWatchCache, environments, leases } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { startReplica } from './startReplica.ts'
import { statesOf } from './statesOf.ts'
import { homeOf, projectNamespace, useOperatorWorld } from './useOperatorWorld.ts'

const world = useOperatorWorld()

const holder = async () => {
  const client = createResourceClient(leases, { kubeConfig: world.kubeConfig })
  const { spec } = await client.get({ namespace: 'catalyst-system', name: 'catalyst-operator' })
  return spec?.holderIdentity
}

test.each([2, 7, 11])(
  'a leader that is frozen between write %i and the next one writes nothing after it was replaced',
  async (n) => {
    const { token } = world
    const name = `frozen-${n}`
    await using own = await world.openGate()
    const freezeAfter = { path: new RegExp(`\\b${name}\\b`), n }
    await using first = startReplica(`first-${n}`, { gate: own, token, freezeAfter })
    await first.leads
    await using others = await world.openGate()
    await using second = startReplica(`second-${n}`, { gate: others, token })

    await world.create(name)
    await first.frozen
    await second.leads
    await world.until(name, 'Ready')
    const written = own.writes.length
    first.goOn()
    expect(await first.ended).toBe('lost')
    await eventually(() => expect(own.isQuiet).toBe(true))
    expect(own.writes.slice(written)).toEqual([])
    expect(await holder()).toBe(`second-${n}`)
  },
)

test('a leader that is frozen right before it tells of its work does not tell it of what was asked for since', async () => {
  const { token, kubeConfig } = world
  const name = 'outdated'
  await using own = await world.openGate()
  // The last write of a pass before that of the status.
  const freezeAfter = { path: new RegExp(`\\b${homeOf(name)}/services/`), n: 1 }
  await using first = startReplica('outdated-first', { gate: own, token, freezeAfter })
  await first.leads
  await using others = await world.openGate()
  await using second = startReplica('outdated-second', { gate: others, token })

  const told: number[] = []
  await using cache = createWatchCache(kubeConfig, environments, { namespace: projectNamespace })
  cache.subscribe((change) => {
    if (!('object' in change) || change.object.metadata.name !== name) return
    told.push(change.object.status?.observedGeneration ?? 0)
  })
  await cache.start().ready

  await world.create(name, { config: { image: '1.28' } })
  await first.frozen
  await second.leads
  await world.until(name, 'Ready')
  const reference = { namespace: projectNamespace, name }
  const client = createResourceClient(environments, { kubeConfig })
  await client.patch(reference, { spec: { config: { image: '1.29' } } })
  await eventually(() => expect(told).toContain(2))

  first.goOn()
  expect(await first.ended).toBe('lost')
  await eventually(() => expect(own.isQuiet).toBe(true))
  const { metadata } = await client.get(reference)
  expect(await cache.waitFor(metadata.resourceVersion ?? '')).toBe(true)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
})

test('what a frozen leader has begun ends as if one had done it all', async () => {
  await using alone = startReplica('alone', { gate: world.gate, token: world.token })
  await alone.leads
  await world.create('whole')
  await world.until('whole', 'Ready')
  const names = ['whole', 'frozen-2', 'frozen-7', 'frozen-11']
  await eventually(async () => {
    const states = await statesOf(world.cluster, names)
    for (const name of names) expect(states.get(name), name).toEqual(states.get('whole'))
  })
})

test.each([600_000, -600_000])(
  'a standby whose clock is %i ms off waits for its turn, and gets it',
  async (clockOffMs) => {
    const { token } = world
    await using gate = await world.openGate()
    await using first = startReplica(`right-${clockOffMs}`, { gate: world.gate, token })
    await first.leads
    await using second = startReplica(`off-${clockOffMs}`, { gate, token, clockOffMs })
    // Long enough for three leases: whoever took the renewal's time for a time of his own would have begun.
    const client = createResourceClient(leases, { kubeConfig: world.kubeConfig })
    const reference = { namespace: 'catalyst-system', name: 'catalyst-operator' }
    const renewals = new Set<unknown>()
    await eventually(async () => {
      const { spec } = await client.get(reference)
      expect(spec?.holderIdentity).toBe(`right-${clockOffMs}`)
      renewals.add(JSON.stringify(spec?.renewTime))
      if (renewals.size < 25) throw new Error('The Lease was not renewed 25 times yet.')
    })
    expect(second.isLeader()).toBe(false)
    expect(gate.writes).toEqual([])
    first.kill()
    await second.leads
    const name = `off${clockOffMs}`
    await world.create(name)
    await world.until(name, 'Ready')
  },
)
