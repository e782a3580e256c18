import { annotations } from '@catalyst/api/labels'
import { createResourceClient, isNotFound, namespaces } from '@catalyst/kubernetes-client'
import { expect, test, vi } from 'vitest'
import { startWorld } from '../../test/startWorld.ts'
import { createJanitor, type JanitorOptions } from './createJanitor.ts'

const name = 'acme-kept-pr-1'
const orphaned = { [annotations.orphanedSince]: '2020-01-01T00:00:00Z' }

test('a namespace is kept whose environment a cache has missed, and deleted when the API server knows none either', async () => {
  await using world = await startWorld()
  await world.project('kept')
  await world.environment('kept', 'pr-1')
  await world.until('kept', 'pr-1', 'Ready')
  await world.stopOperator()
  const client = createResourceClient(namespaces, { kubeConfig: world.kubeConfig })
  const namespace = await client.patch({ name }, { metadata: { annotations: orphaned } })
  const janitor = createJanitor({
    kubeConfig: world.kubeConfig,
    // It has the namespace, and nothing of the environment.
    manager: {
      cache: () => ({ get: () => namespace, list: () => [] }),
      metrics: { orphans: () => undefined },
    } as unknown as JanitorOptions['manager'],
    settings: { delete: true, graceMs: 0 },
    events: { record: () => undefined } as unknown as JanitorOptions['events'],
    logger: world.logger,
  })
  const pass = () => janitor.reconcile({ namespace: '', name }, new AbortController().signal)
  await pass()
  expect((await client.get({ name })).metadata?.deletionTimestamp).toBeUndefined()
  const reference = { namespace: 'acme-kept', name: 'pr-1' }
  await world.environments.patch(reference, { metadata: { finalizers: null } })
  await world.environments.delete(reference)
  await pass()
  await vi.waitFor(() => expect(client.get({ name })).rejects.toSatisfy(isNotFound), { timeout: 10_000 })
})
