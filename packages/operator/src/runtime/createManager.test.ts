import { configMaps, createResourceClient, secrets, type ClusterAccess } from '@catalyst/kubernetes-client'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessTo } from '../../test/accessTo.ts'
import { keepingLogger } from '../../test/keepingLogger.ts'
import { OperatorMetrics } from '../metrics/OperatorMetrics.ts'
import { type Controller, watches } from './Controller.ts'
import { createManager, type ManagerOptions } from './createManager.ts'

let cluster: Cluster
let kubeConfig: ClusterAccess
beforeAll(async () => {
  cluster = await startCluster()
  kubeConfig = await accessTo(cluster)
})
afterAll(() => cluster[Symbol.asyncDispose]())

/** Ends a test that hangs; how long things take is no matter here. */
const eventually = (look: () => void) => vi.waitFor(look, { timeout: 10_000 })

const label = (name: string) => ({ labelSelector: `test=${name}` })
const ownRequest = ({ metadata }: { metadata?: { name?: string; namespace?: string } }) => [
  { namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' },
]

/** Runs controllers until the end of the block. */
function run(controllers: readonly Controller[], options: Partial<ManagerOptions> = {}) {
  const stop = new AbortController()
  const logger = keepingLogger()
  const metrics = new OperatorMetrics({ process: false })
  const manager = createManager({ kubeConfig, logger, metrics, ...options })
  for (const controller of controllers) manager.add(controller)
  const ended = manager.run({ signal: stop.signal })
  return {
    manager,
    logger,
    ended,
    stop: () => stop.abort(),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await ended
    },
  }
}

async function write(name: string, data: Record<string, string>, group: string): Promise<void> {
  const metadata = { name, namespace: 'default', labels: { test: group } }
  await createResourceClient(configMaps, { kubeConfig }).apply({ metadata, data })
}

test('a controller passes over what is there, then over what changes, each object by its name', async () => {
  await write('early', { n: '1' }, 'passes')
  const passes: string[] = []
  const source = watches(configMaps, { scope: label('passes'), requestsOf: ownRequest })
  const controller: Controller = {
    name: 'config',
    sources: [source],
    reconcile: async ({ name }) => {
      passes.push(name)
      return {}
    },
  }
  await using running = run([controller])
  await eventually(() => expect(passes).toEqual(['early']))
  await write('late', { n: '1' }, 'passes')
  await eventually(() => expect(passes).toEqual(['early', 'late']))
  await createResourceClient(configMaps, { kubeConfig }).delete({ namespace: 'default', name: 'early' })
  await eventually(() => expect(passes).toEqual(['early', 'late', 'early']))
  expect(running.manager.health()).toMatchObject({ ready: true, isLeader: true, caches: [{ kind: 'ConfigMap' }] })
})

test('a change that the predicate takes for nothing is no reason for a pass', async () => {
  await write('watched', { spec: '1', status: '1' }, 'predicate')
  const seen: (string | undefined)[] = []
  const source = watches(configMaps, {
    scope: label('predicate'),
    requestsOf: ownRequest,
    predicate: ({ object, previous }) => object.data?.['spec'] !== previous.data?.['spec'],
  })
  await using running = run([
    {
      name: 'config',
      sources: [source],
      reconcile: async ({ namespace, name }) => {
        seen.push(running.manager.cache(configMaps, label('predicate')).get({ namespace, name })?.data?.['spec'])
        return {}
      },
    },
  ])
  await eventually(() => expect(seen).toEqual(['1']))
  await write('watched', { spec: '1', status: '2' }, 'predicate')
  await write('watched', { spec: '2', status: '2' }, 'predicate')
  await eventually(() => expect(seen).toEqual(['1', '2']))
})

test('a change of an object that belongs to another one is a pass over that one', async () => {
  const passes: string[] = []
  const owned = watches(secrets, {
    scope: label('owned'),
    requestsOf: ({ metadata }) => [
      { namespace: metadata?.namespace ?? '', name: metadata?.annotations?.['owner'] ?? '' },
    ],
  })
  await using _running = run([
    {
      name: 'owner',
      sources: [owned],
      reconcile: async ({ name }) => {
        passes.push(name)
        return {}
      },
    },
  ])
  const client = createResourceClient(secrets, { kubeConfig })
  const metadata = { name: 'mine', namespace: 'default', labels: { test: 'owned' } }
  await client.apply({ metadata: { ...metadata, annotations: { owner: 'one' } } })
  await eventually(() => expect(passes).toContain('one'))
  await client.apply({ metadata: { ...metadata, annotations: { owner: 'two' } } })
  await eventually(() => expect(passes.filter((name) => name === 'one').length).toBeGreaterThan(1))
  expect(passes).toContain('two')
})

test('a pass that fails is logged, measured and repeated', async () => {
  await write('flaky', {}, 'flaky')
  let passes = 0
  await using running = run([
    {
      name: 'flaky',
      sources: [watches(configMaps, { scope: label('flaky'), requestsOf: ownRequest })],
      reconcile: async () => {
        if (++passes === 1) throw new Error('not yet')
        return {}
      },
    },
  ])
  await eventually(() => expect(passes).toBe(2))
  expect(running.logger.lines).toContainEqual(
    expect.objectContaining({ level: 'warn', message: 'a pass failed and will be repeated' }),
  )
  const text = await running.manager.metrics.registry.metrics()
  expect(text).toContain('controller_runtime_reconcile_total{controller="flaky",result="error"} 1')
  expect(text).toContain('controller_runtime_reconcile_total{controller="flaky",result="success"} 1')
  expect(text).toContain('workqueue_retries_total{name="flaky"} 1')
})

test('nothing is worked on before all caches have their first list', async () => {
  const forbidden = await accessTo(cluster, { name: 'nobody' })
  let passes = 0
  const running = run(
    [
      {
        name: 'blind',
        sources: [watches(configMaps, { requestsOf: ownRequest })],
        reconcile: async () => {
          passes++
          return {}
        },
      },
    ],
    { kubeConfig: forbidden },
  )
  await eventually(() => expect(running.manager.health().caches).toMatchObject([{ state: 'failed', synced: false }]))
  expect(running.manager.health().ready).toBe(false)
  running.stop()
  expect(await running.ended).toBe('stopped')
  expect(passes).toBe(0)
})

test('of two replicas one works; the other has its caches ready and goes on where the first has stopped', async () => {
  const worked: string[] = []
  const replica = (identity: string) =>
    run(
      [
        {
          name: 'config',
          sources: [watches(configMaps, { scope: label('replicas'), requestsOf: ownRequest })],
          reconcile: async ({ name }) => {
            worked.push(`${identity} ${name}`)
            return {}
          },
        },
      ],
      {
        leaderElection: {
          namespace: 'default',
          name: 'replicas',
          identity,
          leaseDurationMs: 3000,
          renewDeadlineMs: 2000,
          retryPeriodMs: 100,
        },
      },
    )
  await write('first', {}, 'replicas')
  await using one = replica('one')
  await eventually(() => expect(worked).toEqual(['one first']))
  await using two = replica('two')
  await eventually(() => expect(two.manager.health().ready).toBe(true))
  expect(two.manager.health().isLeader).toBe(false)
  one.stop()
  expect(await one.ended).toBe('stopped')
  await eventually(() => expect(worked).toEqual(['one first', 'two first']))
})

test('a pass of a leader that was stopped for too long writes nothing when it goes on', async () => {
  await write('slow', {}, 'stopped')
  const client = (access: ClusterAccess) => createResourceClient(configMaps, { kubeConfig: access })
  const marked = async (access: ClusterAccess, name: string) =>
    client(access).patch({ namespace: 'default', name: 'slow' }, { metadata: { annotations: { [name]: 'yes' } } })
  let refusal: unknown
  const renewDeadlineMs = 1000
  const election = { namespace: 'default', name: 'stopped', identity: 'first', renewDeadlineMs }
  await using running = run(
    [
      {
        name: 'slow',
        sources: [watches(configMaps, { scope: label('stopped'), requestsOf: ownRequest, predicate: () => false })],
        reconcile: async () => {
          await marked(running.manager.access, 'before')
          // Nothing of this process runs meanwhile, as if it were frozen.
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, renewDeadlineMs)
          await marked(running.manager.access, 'after').catch((error: unknown) => (refusal = error))
          return {}
        },
      },
    ],
    { leaderElection: { ...election, leaseDurationMs: 2000, retryPeriodMs: 100 } },
  )
  expect(await running.ended).toBe('lost')
  expect(String(refusal)).toContain('This replica may not lead any more')
  const { metadata } = await client(kubeConfig).get({ namespace: 'default', name: 'slow' })
  expect(metadata?.annotations).toEqual({ before: 'yes' })
})

test('an object that nobody can make sense of keeps no other from its pass', async () => {
  for (const name of ['one', 'other']) await write(name, {}, 'hostile')
  const passes = new Set<string>()
  const source = watches(configMaps, {
    scope: label('hostile'),
    requestsOf: (object) => {
      if (object.metadata?.name === 'one') throw new RangeError('no name')
      return ownRequest(object)
    },
  })
  await using running = run(
    [
      {
        name: 'config',
        sources: [source],
        reconcile: async ({ name }) => {
          passes.add(name)
          return {}
        },
      },
    ],
    { resyncMs: 20 },
  )
  const complaints = () => running.logger.lines.filter(({ message }) => message === 'an object could not be read')
  // At the beginning, when all are looked at again, and when it changes.
  await eventually(() => expect(complaints().length).toBeGreaterThan(2))
  await write('one', { n: '1' }, 'hostile')
  await write('later', {}, 'hostile')
  await eventually(() => expect([...passes]).toEqual(['other', 'later']))
  expect(running.manager.health().ready).toBe(true)
})
