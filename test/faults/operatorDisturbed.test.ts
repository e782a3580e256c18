import {
  createResourceClient,
  createWatchCache,
  deployments,
  isConflict,
  isNotFound,
} from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { statesOf } from './statesOf.ts'
import { homeOf, useOperatorWorld } from './useOperatorWorld.ts'

const world = useOperatorWorld()

/** Expects that environments are as one is that nothing happened to. */
async function expectAsUndisturbed(names: readonly string[]): Promise<void> {
  await eventually(async () => {
    const states = await statesOf(world.cluster, ['calm', ...names])
    for (const name of names) expect(states.get(name), name).toEqual(states.get('calm'))
  })
}

test('connections, watches among them, that are cut again and again cost nothing but time', async () => {
  {
    world.gate.begin()
    await using _operator = world.startOperator()
    await world.create('calm')
    await world.until('calm', 'Ready')
  }
  let count = 0
  // Not all of them: each would cut the watch that has just told of the one before, and a watch that never lives for five
  // seconds is opened again after up to half a minute. That comes to its end as well, minutes later.
  world.gate.begin({
    before: () => {
      if (++count % 5 === 1) world.gate.cut()
    },
    after: () => {
      if (count % 5 === 3) world.gate.cut()
    },
  })
  await using operator = world.startOperator()
  const names = ['cut-0', 'cut-1']
  for (const name of names) await world.create(name)
  for (const name of names) await world.until(name, 'Ready')
  await operator.rests()
  await expectAsUndisturbed(names)
  expect(count).toBeGreaterThan(20)
})

test('an API server that is killed and started again in the middle of the work delays it, and no more', async () => {
  let restarted: Promise<void> | undefined
  world.gate.begin({
    after({ path }) {
      if (path.includes('restart-1') && path.includes('networkpolicies'))
        restarted ??= world.cluster.restart('kube-apiserver')
    },
  })
  await using operator = world.startOperator()
  const names = ['restart-0', 'restart-1', 'restart-2']
  for (const name of names) await world.create(name)
  await eventually(() => expect(restarted).toBeDefined())
  await restarted
  for (const name of names) await world.until(name, 'Ready')
  await operator.rests()
  await expectAsUndisturbed(names)
})

test('against somebody who takes each change back it writes a few times, and still wins in the end', async () => {
  world.gate.begin()
  await using operator = world.startOperator()
  const name = 'contested'
  await world.create(name)
  await world.until(name, 'Ready')
  await operator.rests()
  world.gate.begin()

  const reference = { namespace: homeOf(name), name: 'app' }
  const client = createResourceClient(deployments, { kubeConfig: world.kubeConfig, fieldManager: 'rival' })
  let changes = 0
  {
    await using cache = createWatchCache(world.kubeConfig, deployments, { namespace: reference.namespace })
    let changing = Promise.resolve()
    const change = () => {
      changing = changing.then(async () => {
        if (cache.get(reference)?.spec?.replicas !== 1) return
        changes++
        await client.patch(reference, { spec: { replicas: 2 } }).catch((error: unknown) => {
          if (!isConflict(error) && !isNotFound(error)) throw error
        })
      })
    }
    cache.subscribe(change)
    cache.start()
    await cache.ready
    change()
    // The rival has answered every repair, and the operator has nothing more to say.
    await eventually(() => expect(changes).toBeGreaterThan(3))
    await operator.rests()
    await changing
  }
  const repairs = world.gate.writes.filter(({ path }) => path.includes('/deployments/'))
  expect(repairs.length).toBeLessThanOrEqual(5)
  const told = await world.cluster.kubectl([
    'get',
    'events',
    '--namespace=acme-shop',
    '--output=jsonpath={.items[*].reason}',
  ])
  expect(told).toContain('Contested')

  // A little later it is repaired once more, and stays so.
  await eventually(async () => expect((await client.get(reference)).spec?.replicas).toBe(1), { within: 60_000 })
  await world.until(name, 'Ready')
})
