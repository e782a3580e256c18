import { configMaps, createResourceClient, environments, isConflict, isInvalid } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ definitions: true })
const maps = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const client = () => createResourceClient(environments, { kubeConfig: subject.kubeConfig })
const meta = (name: string) => ({ name, namespace: subject.namespace })
const spec = { projectRef: { name: 'shop' } }

describe('an update', () => {
  test('replaces the object and moves its resourceVersion', async () => {
    const created = await maps().create({ metadata: meta('moving'), data: { old: '1' } })
    const updated = await maps().update({ ...created, data: { new: '2' } })
    expect(updated.metadata?.resourceVersion).not.toBe(created.metadata?.resourceVersion)
    expect((await maps().get(meta('moving'))).data).toEqual({ new: '2' })
  })

  test('with a resourceVersion that is no longer the newest is a conflict, and the newer one stays', async () => {
    const stale = await maps().create({ metadata: meta('contested'), data: { by: 'nobody' } })
    await maps().update({ ...stale, data: { by: 'first' } })
    const error = await rejection(maps().update({ ...stale, data: { by: 'second' } }), isConflict)
    expect(error).toMatchObject({ status: 409, reason: 'Conflict' })
    expect((await maps().get(meta('contested'))).data).toEqual({ by: 'first' })
  })

  test('that changes nothing keeps the resourceVersion', async () => {
    const created = await maps().create({ metadata: meta('same'), data: { key: 'value' } })
    expect((await maps().update(created)).metadata?.resourceVersion).toBe(created.metadata?.resourceVersion)
  })

  test('of a custom resource needs a resourceVersion', async () => {
    await client().create({ metadata: meta('versioned'), spec })
    const error = await rejection(client().update({ metadata: meta('versioned'), spec }), isInvalid)
    expect(error.message).toContain('metadata.resourceVersion')
  })

  test('for another object of the same name is a conflict', async () => {
    const created = await maps().create({ metadata: meta('reborn') })
    await maps().delete(meta('reborn'))
    await maps().create({ metadata: meta('reborn'), data: { new: 'yes' } })
    const { resourceVersion: _, ...metadata } = created.metadata ?? {}
    await rejection(maps().update({ metadata, data: { new: 'no' } }), isConflict)
    expect((await maps().get(meta('reborn'))).data).toEqual({ new: 'yes' })
  })
})

test('the generation counts changes of spec and of nothing else', async () => {
  const created = await client().create({ metadata: meta('generations'), spec })
  expect(created.metadata.generation).toBe(1)
  const labelled = await client().patch(meta('generations'), { metadata: { labels: { a: 'b' } } })
  expect(labelled.metadata.generation).toBe(1)
  const changed = await client().patch(meta('generations'), { spec: { devCommand: 'make' } })
  expect(changed.metadata.generation).toBe(2)
})
