import { configMaps, createResourceClient } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { openWatch, type RawWatchEvent } from './support/openWatch.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const ref = (name: string) => ({ name, namespace: subject.namespace })
const create = (name: string, labels: Record<string, string> = {}) =>
  client().create({ metadata: { ...ref(name), labels } })
const relabel = (name: string, labels: Record<string, string | null>) =>
  client().patch(ref(name), { metadata: { labels } })
const watch = (query: Record<string, string | number | boolean>) =>
  openWatch(subject.kubeConfig, configMaps, { namespace: subject.namespace, query })
const position = async () => (await client().list({ namespace: subject.namespace })).metadata.resourceVersion

test('from a position on come all changes after it, in order, and none before', async () => {
  await create('before')
  const resourceVersion = await position()
  await create('after')
  await relabel('after', { changed: 'yes' })
  await client().delete(ref('after'))
  await client().delete(ref('before'))
  await using events = await watch({ resourceVersion })
  expect(await events.take(4)).toEqual(['ADDED after', 'MODIFIED after', 'DELETED after', 'DELETED before'])
})

test('without a position what is there comes first, then what happens', async () => {
  await create('there', { first: 'yes' })
  await using events = await watch({ labelSelector: 'first=yes' })
  expect(await events.take(1)).toEqual(['ADDED there'])
  await create('new', { first: 'yes' })
  expect(await events.take(1)).toEqual(['ADDED new'])
})

test('with a selector, what comes to match is added and what no longer does is deleted', async () => {
  const resourceVersion = await position()
  await create('wanderer', { room: 'other' })
  await using events = await watch({ resourceVersion, labelSelector: 'room=here' })
  await relabel('wanderer', { room: 'here' })
  await relabel('wanderer', { more: 'yes' })
  await relabel('wanderer', { room: 'other' })
  await relabel('wanderer', { room: 'here' })
  await client().delete(ref('wanderer'))
  expect(await events.take(5)).toEqual(
    ['ADDED', 'MODIFIED', 'DELETED', 'ADDED', 'DELETED'].map((type) => `${type} wanderer`),
  )
})

test('one object is watched by its name', async () => {
  const resourceVersion = await position()
  await using events = await watch({ resourceVersion, fieldSelector: 'metadata.name=chosen' })
  await create('ignored')
  await create('chosen')
  expect(await events.take(1)).toEqual(['ADDED chosen'])
})

test('resumed at the last event, a watch misses nothing and doubles nothing', async () => {
  let resourceVersion = await position()
  const seen: string[] = []
  for (let index = 0; index < 5; index++) {
    await create(`resumed-${index}-a`)
    await create(`resumed-${index}-b`)
    await using events = await watch({ resourceVersion })
    for (let count = 0; count < 2; count++) {
      const event = await events.next()
      seen.push(event?.object.metadata?.name ?? '')
      resourceVersion = event?.object.metadata?.resourceVersion ?? resourceVersion
    }
  }
  expect(seen).toEqual([0, 1, 2, 3, 4].flatMap((index) => [`resumed-${index}-a`, `resumed-${index}-b`]))
})

test('bookmarks move a watch on over what it does not see, and it resumes there', async () => {
  const labelSelector = 'quiet=yes'
  const query = { resourceVersion: await position(), allowWatchBookmarks: true, labelSelector }
  await using events = await watch({ ...query, timeoutSeconds: 5 })
  const unseen = await create('unseen')
  // They come about every minute, and before the server ends the watch in time.
  const bookmarks: RawWatchEvent[] = []
  for (let event = await events.next(); event !== undefined; event = await events.next()) bookmarks.push(event)
  expect(new Set(bookmarks.map(({ type }) => type))).toEqual(new Set(['BOOKMARK']))
  const resourceVersion = bookmarks.at(-1)?.object.metadata?.resourceVersion ?? ''
  expect(BigInt(resourceVersion)).toBeGreaterThanOrEqual(BigInt(unseen.metadata?.resourceVersion ?? ''))
  await create('after-the-bookmark', { quiet: 'yes' })
  await using resumed = await watch({ resourceVersion, labelSelector })
  expect(await resumed.take(1)).toEqual(['ADDED after-the-bookmark'])
})
