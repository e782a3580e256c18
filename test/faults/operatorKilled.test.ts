import { createResourceClient, environments, isNotFound, namespaces } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { statesOf } from './statesOf.ts'
import { homeOf, projectNamespace, useOperatorWorld } from './useOperatorWorld.ts'

const world = useOperatorWorld()

interface Death {
  /** At which write about the environment. */
  n: number
  moment: 'before' | 'after'
  name: string
}

/**
 * Runs an operator that is gone from one moment to the next: at its n-th write about an environment, before the API server
 * sees it, or after it has done it and before the operator knows. @returns whether it came to that write before `done`
 */
async function runUntilKilled({ n, moment, name }: Death, done: () => Promise<unknown>): Promise<boolean> {
  const killed = Promise.withResolvers<boolean>()
  let count = 0
  world.gate.begin({
    [moment]: ({ path, body }: { path: string; body: string }) => {
      const isAbout = new RegExp(`\\b${name}\\b`).test(`${path} ${body}`)
      if (!isAbout || ++count !== n) return
      world.gate.shut()
      killed.resolve(true)
    },
  })
  await using operator = world.startOperator()
  const finished = done().then(() => operator.rests())
  // Awaited here, or the operator would end before.
  return await Promise.race([killed.promise, finished.then(() => false)])
}

/** Calls with n = 1, 2, … until one says that there was no such write. @returns how many there were */
async function forEveryWrite(attempt: (n: number) => Promise<boolean>): Promise<number> {
  for (let n = 1; ; n++) if (!(await attempt(n))) return n - 1
}

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
      return runUntilKilled({ n, moment, name }, async () => {
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
      return runUntilKilled({ n, moment, name }, async () => {
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
