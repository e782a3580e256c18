import { createResourceClient, environments, isNotFound, namespaces } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { forEveryWrite, isAbout, runUntilKilled } from './runUntilKilled.ts'
import { statesOf } from './statesOf.ts'
import { homeOf, projectNamespace, useOperatorWorld } from './useOperatorWorld.ts'

const world = useOperatorWorld()

/** Makes environments by an operator that nothing happens to. */
async function make(names: readonly string[]): Promise<void> {
  world.gate.begin()
  await using operator = world.startOperator()
  for (const name of names) await world.create(name)
  for (const name of names) await world.until(name, 'Ready')
  await operator.rests()
}

const moments = ['before', 'after'] as const

test('killed before or after any write, an operator that comes back ends where one ends that is left alone', async () => {
  await make(['pr-0'])
  const names: string[] = []
  for (const moment of moments) {
    const count = await forEveryWrite(async (n) => {
      const name = `${moment}-${n}`
      names.push(name)
      return runUntilKilled(world, { n, moment, counts: isAbout(name) }, async () => {
        await world.create(name)
        await world.until(name, 'Ready')
      })
    })
    expect(count).toBeGreaterThan(10)
  }
  world.gate.begin()
  await using operator = world.startOperator()
  for (const name of names) await world.until(name, 'Ready')
  await operator.rests()
  await eventually(async () => {
    const states = await statesOf(world.cluster, ['pr-0', ...names])
    for (const name of names) expect(states.get(name), name).toEqual(states.get('pr-0'))
  })
}, 240_000)

test('killed before or after any write of a deletion, it leaves nothing, and what is of others', async () => {
  const names = moments.flatMap((moment) => [1, 2, 3, 4, 5, 6].map((n) => `gone-${moment}-${n}`))
  await make(['stays', ...names])
  for (const moment of moments) {
    const count = await forEveryWrite(async (n) => {
      const name = `gone-${moment}-${n}`
      return runUntilKilled(world, { n, moment, counts: isAbout(name) }, async () => {
        await world.remove(name)
        await gone(name)
      })
    })
    expect(count).toBeGreaterThan(2)
    for (const name of names.filter((one) => one.includes(moment)).slice(count + 1)) await world.remove(name)
  }
  world.gate.begin()
  await using _operator = world.startOperator()
  for (const name of names) await gone(name)
  expect((await world.get('stays')).status?.phase).toBe('Ready')
}, 240_000)

/** Resolves when neither the environment nor its namespace is there. */
async function gone(name: string): Promise<void> {
  const { kubeConfig } = world
  await eventually(
    async () => {
      const left = await Promise.all([
        createResourceClient(environments, { kubeConfig }).get({ namespace: projectNamespace, name }).catch(missing),
        createResourceClient(namespaces, { kubeConfig })
          .get({ name: homeOf(name) })
          .catch(missing),
      ])
      expect(left).toEqual(['missing', 'missing'])
    },
    { within: 60_000 },
  )
}

function missing(error: unknown): 'missing' {
  if (isNotFound(error)) return 'missing'
  throw error
}
