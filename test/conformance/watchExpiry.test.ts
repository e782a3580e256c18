import {
  configMaps,
  createResourceClient,
  createWatcher,
  isGone,
  request,
  resourcePath,
} from '@catalyst/kubernetes-client'
import { beforeAll, expect, test } from 'vitest'
import { openWatch } from './support/openWatch.ts'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ compaction: true })
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })

/** A position from before the compaction, and the token of a second page from then. */
let forgotten: { resourceVersion: string; continue: string }

beforeAll(async () => {
  const { namespace } = subject
  await client().create({ metadata: { name: 'one', namespace } })
  await client().create({ metadata: { name: 'two', namespace } })
  const page = await client().list({ namespace, limit: 1 })
  forgotten = { resourceVersion: page.metadata.resourceVersion, continue: page.metadata.continue ?? '' }
  await client().create({ metadata: { name: 'three', namespace } })
  await client().delete({ name: 'two', namespace })
  await subject.compact()
})

test('a watch from a forgotten position is told so inside of the stream', async () => {
  const { namespace } = subject
  await using events = await openWatch(subject.kubeConfig, configMaps, {
    namespace,
    query: { resourceVersion: forgotten.resourceVersion },
  })
  expect(await events.next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })
  expect(await events.next()).toBeUndefined()
})

test('the next page of a forgotten list is gone', async () => {
  const { namespace } = subject
  const error = await rejection(client().list({ namespace, limit: 1, continue: forgotten.continue }), isGone)
  expect(error).toMatchObject({ status: 410, reason: 'Expired' })
})

test('an exact list of a forgotten moment is gone', async () => {
  const path = resourcePath(configMaps, { namespace: subject.namespace })
  const query = { resourceVersion: forgotten.resourceVersion, resourceVersionMatch: 'Exact' }
  await rejection(request(subject.kubeConfig, path, { query }), isGone)
})

test('a watcher that begins at a forgotten position lists again and goes on', async () => {
  const { namespace } = subject
  const { resourceVersion } = forgotten
  const seen: string[] = []
  for await (const event of createWatcher(subject.kubeConfig, configMaps, { namespace, resourceVersion })) {
    if (event.type === 'SNAPSHOT') {
      seen.push(...event.items.map(({ metadata }) => `SNAPSHOT ${metadata?.name}`))
      await client().create({ metadata: { name: 'four', namespace } })
    }
    if (!('object' in event)) continue
    seen.push(`${event.type} ${event.object.metadata?.name}`)
    break
  }
  const own = seen.filter((line) => !line.endsWith('kube-root-ca.crt'))
  expect(own).toEqual(['SNAPSHOT one', 'SNAPSHOT three', 'ADDED four'])
})
