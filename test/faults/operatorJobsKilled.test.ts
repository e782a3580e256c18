import { createResourceClient, jobs } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { PlayedDeployers } from './PlayedDeployers.ts'
import { forEveryWrite, isAbout, runUntilKilled } from './runUntilKilled.ts'
import { projectNamespace, useOperatorWorld } from './useOperatorWorld.ts'

const deployers = new PlayedDeployers()
const world = useOperatorWorld((kubeConfig) => ({ endOf: (pod, signal) => deployers.endOf(kubeConfig, pod, signal) }))

test('killed before or after any write of a deployment by a Job, it is deployed once, and never by two Jobs at a time', async () => {
  const names: string[] = []
  for (const moment of ['before', 'after'] as const) {
    const count = await forEveryWrite(async (n) => {
      const name = `job-${moment}-${n}`
      names.push(name)
      // What is made before, for every type alike, has its own test.
      const isOfDeployment = /\/(jobs|environments|serviceaccounts|rolebindings)(\/|$)/
      const counts = (write: Parameters<ReturnType<typeof isAbout>>[0]) =>
        isAbout(name)(write) && isOfDeployment.test(write.path)
      return runUntilKilled(world, { n, moment, counts }, async () => {
        await world.create(name, { type: 'manifests' })
        await world.until(name, 'Ready')
      })
    })
    expect(count).toBeGreaterThan(5)
  }
  world.gate.begin()
  await using operator = world.startOperator()
  for (const name of names) await world.until(name, 'Ready')
  await operator.rests()

  expect(deployers.overlaps).toEqual([])
  expect(Object.fromEntries(deployers.runs)).toEqual(Object.fromEntries(names.map((name) => [name, 1])))
  const { items } = await createResourceClient(jobs, { kubeConfig: world.kubeConfig }).list({
    namespace: projectNamespace,
  })
  const made = items.map(({ metadata }) => metadata?.labels?.['catalyst.dev/environment']).sort()
  expect(made).toEqual([...names].sort())
}, 240_000)
