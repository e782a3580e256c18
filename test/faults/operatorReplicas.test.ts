import { createResourceClient, leases } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { startReplica } from './startReplica.ts'
import { statesOf } from './statesOf.ts'
import { useOperatorWorld } from './useOperatorWorld.ts'

const world = useOperatorWorld()

const holder = async () => {
  const client = createResourceClient(leases, { kubeConfig: world.kubeConfig })
  const { spec } = await client.get({ namespace: 'catalyst-system', name: 'catalyst-operator' })
  return spec?.holderIdentity
}

test.each([2, 11])(
  'a leader that is frozen in the middle of its work, at write %i, writes nothing after it was replaced',
  async (n) => {
    const { token } = world
    const name = `frozen-${n}`
    await using own = await world.openGate()
    await using first = startReplica(`first-${n}`, { gate: own, token })
    await first.leads
    await using others = await world.openGate()
    await using second = startReplica(`second-${n}`, { gate: others, token })

    // The answer to a write waits for the one who asked when he goes on: the first that he would do is to send the next one.
    let count = 0
    const frozen = Promise.withResolvers<void>()
    own.begin({
      after({ path }) {
        if (!path.includes(name) || ++count !== n) return
        first.freeze()
        frozen.resolve()
      },
    })
    await world.create(name)
    await frozen.promise
    await second.leads
    await world.until(name, 'Ready')
    const written = own.writes.length
    first.goOn()
    expect(await first.ended).toBe('lost')
    expect(own.writes.slice(written)).toEqual([])
    expect(await holder()).toBe(`second-${n}`)
  },
)

test('what a frozen leader has begun ends as if one had done it all', async () => {
  await using alone = startReplica('alone', { gate: world.gate, token: world.token })
  await alone.leads
  await world.create('whole')
  await world.until('whole', 'Ready')
  const names = ['whole', 'frozen-2', 'frozen-11']
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
