import { configMaps, createResourceClient, createWatcher } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const ref = (name: string) => ({ name, namespace: subject.namespace })
const create = (name: string) => client().create({ metadata: { ...ref(name), labels: { watched: 'yes' } } })

test('a watcher gives the whole truth first and every change after it, until one leaves the loop', async () => {
  await create('first')
  const seen: string[] = []
  const watcher = createWatcher(subject.kubeConfig, configMaps, {
    namespace: subject.namespace,
    labelSelector: 'watched=yes',
  })
  for await (const event of watcher) {
    if (event.type === 'SNAPSHOT') seen.push(...event.items.map(({ metadata }) => `SNAPSHOT ${metadata?.name}`))
    if (event.type === 'SYNC' && event.state === 'live') {
      await create('second')
      await client().patch(ref('first'), { data: { changed: 'yes' } })
      await client().delete(ref('first'))
    }
    if ('object' in event) seen.push(`${event.type} ${event.object.metadata?.name}`)
    if (event.type === 'DELETED') break
  }
  expect(seen).toEqual(['SNAPSHOT first', 'ADDED second', 'MODIFIED first', 'DELETED first'])
})

test('a watcher goes on over connections that the server ends, and loses and doubles nothing', async () => {
  const { resourceVersion } = (await client().list({ namespace: subject.namespace })).metadata
  const watcher = createWatcher(subject.kubeConfig, configMaps, {
    namespace: subject.namespace,
    resourceVersion,
    timeoutSeconds: [1, 1],
    backoff: { initialMs: 10, maxMs: 50 },
  })
  const written: string[] = []
  const writing = (async () => {
    // Longer than several of the connections last.
    for (const end = Date.now() + 3500; Date.now() < end;) {
      written.push(`stream-${written.length}`)
      await create(`stream-${written.length - 1}`)
    }
    await create('stream-end')
  })()
  const seen: string[] = []
  for await (const event of watcher) {
    expect(event.type).not.toBe('SNAPSHOT')
    const name = 'object' in event ? event.object.metadata?.name : undefined
    if (name === 'stream-end') break
    if (name !== undefined) seen.push(name)
  }
  await writing
  expect(written.length).toBeGreaterThan(10)
  expect(seen).toEqual(written)
})

test('aborting ends a watcher quietly', async () => {
  const controller = new AbortController()
  const watcher = createWatcher(subject.kubeConfig, configMaps, {
    namespace: subject.namespace,
    signal: controller.signal,
  })
  let isLive = false
  for await (const event of watcher) {
    if (event.type !== 'SYNC') continue
    isLive = event.state === 'live'
    controller.abort()
  }
  expect(isLive).toBe(true)
})
