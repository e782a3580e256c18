import { createEnvironmentClient } from '@catalyst/kubernetes-client'
import { createProxy, type ProxyOptions } from '@catalyst/proxy'
import { expect, test } from 'vitest'
import { openEvents, type EventReader } from './support/openEvents.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ definitions: true })
const topic = () => `environments:-/${subject.namespace}`

/** Two processes' worth of proxies over one cluster, whose watches have begun. */
async function startReplicas() {
  await using parts = new AsyncDisposableStack()
  const clusters: ProxyOptions['clusters'] = {
    list: async () => [{ name: 'test', isDefault: true }],
    get: async () => subject.kubeConfig,
  }
  const replicas = [createProxy({ clusters }), createProxy({ clusters })]
  const urls: string[] = []
  for (const replica of replicas) {
    parts.use(replica)
    urls.push((await replica.listen({ port: 0 })).url)
    await replica.ready
  }
  const owned = parts.move()
  return {
    open: (replica: 0 | 1, lastEventId?: string) =>
      openEvents(`${urls[replica]}/api/v1/stream`, {
        topics: [topic()],
        ...(lastEventId !== undefined && { lastEventId }),
      }),
    stop: (replica: 0 | 1) => replicas[replica]?.[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const environments = () => createEnvironmentClient({ kubeConfig: subject.kubeConfig })
async function create(name: string) {
  const { namespace } = subject
  await (await environments()).create({ metadata: { name, namespace }, spec: { projectRef: { name: 'shop' } } })
}

async function mark(name: string, value: string) {
  const patch = { metadata: { labels: { mark: value } } }
  await (await environments()).patch({ name, namespace: subject.namespace }, patch)
}

/** Reads on until an object was told with a mark; gives the events in few words. */
async function untilMarked(events: EventReader, name: string, value: string): Promise<readonly string[]> {
  await events.until('change', ({ object }) => {
    const { metadata } = object as { metadata: { name: string; labels?: Record<string, string> } }
    return metadata.name === name && metadata.labels?.['mark'] === value
  })
  return events.seen
}

test.each([
  ['the same replica', 0],
  ['another replica', 1],
] as const)('a stream goes on at its cursor on %s: nothing lost, nothing twice, no snapshot', async (_, second) => {
  await using replicas = await startReplicas()
  const [kept, gone, late] = ['kept', 'gone', 'late'].map((name) => `${name}-${second}`) as [string, string, string]
  await create(kept)
  await create(gone)
  let cursor: string
  {
    await using events = await replicas.open(0)
    await events.until('snapshot')
    await mark(kept, 'one')
    await untilMarked(events, kept, 'one')
    cursor = events.lastEventId
  }
  await mark(kept, 'two')
  await (await environments()).delete({ name: gone, namespace: subject.namespace })
  await create(late)
  await mark(late, 'last')
  await using events = await replicas.open(second, cursor)
  const seen = await untilMarked(events, late, 'last')
  // Changes of one object may be told as one.
  const told = [...new Set(seen.filter((event) => event.startsWith('change')))]
  expect(told).toEqual([`change ${kept}`, `change ${gone}`, `change ${late}`])
  expect(seen.some((event) => event.startsWith('snapshot'))).toBe(false)
})

test('whoever reads from a replica that ends goes on at the other', async () => {
  await using replicas = await startReplicas()
  await create('moving')
  await using first = await replicas.open(0)
  await first.until('snapshot')
  await mark('moving', 'one')
  await untilMarked(first, 'moving', 'one')
  await replicas.stop(0)
  await expect(first.until('change')).rejects.toThrow('The stream ended')
  await mark('moving', 'two')
  await using second = await replicas.open(1, first.lastEventId)
  const seen = await untilMarked(second, 'moving', 'two')
  expect(seen.filter((event) => !event.startsWith('sync'))).toEqual(['change moving'])
})
