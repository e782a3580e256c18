import { configMaps, createResourceClient, environments, isConflict, isNotFound } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ definitions: true })
const maps = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const client = () => createResourceClient(environments, { kubeConfig: subject.kubeConfig })
const meta = (name: string) => ({ name, namespace: subject.namespace })
const projectRef = { name: 'shop' }

describe('apply', () => {
  test('creates what is not there, and the same again changes nothing', async () => {
    const wanted = { metadata: meta('made'), data: { key: 'value' } }
    const first = await maps().apply(wanted, { fieldManager: 'one' })
    const second = await maps().apply(wanted, { fieldManager: 'one' })
    expect(second.metadata?.uid).toBe(first.metadata?.uid)
    expect(second.metadata?.resourceVersion).toBe(first.metadata?.resourceVersion)
  })

  test('leaves alone what others have set', async () => {
    await maps().apply({ metadata: meta('shared'), data: { mine: '1' } }, { fieldManager: 'one' })
    await maps().apply({ metadata: meta('shared'), data: { yours: '2' } }, { fieldManager: 'two' })
    await maps().apply({ metadata: meta('shared'), data: { mine: 'one' } }, { fieldManager: 'one' })
    expect((await maps().get(meta('shared'))).data).toEqual({ mine: 'one', yours: '2' })
  })

  test('removes what its manager no longer names', async () => {
    await maps().apply({ metadata: meta('shrinking'), data: { keep: '1', drop: '2' } }, { fieldManager: 'one' })
    await maps().apply({ metadata: meta('shrinking'), data: { keep: '1' } }, { fieldManager: 'one' })
    expect((await maps().get(meta('shrinking'))).data).toEqual({ keep: '1' })
  })

  test("of another manager's field is a conflict that names field and manager", async () => {
    await maps().apply({ metadata: meta('disputed'), data: { key: 'mine' } }, { fieldManager: 'one' })
    const theirs = maps().apply(
      { metadata: meta('disputed'), data: { key: 'theirs' } },
      { fieldManager: 'two', force: false },
    )
    const error = await rejection(theirs, isConflict)
    expect(error.details?.causes).toEqual([
      expect.objectContaining({
        reason: 'FieldManagerConflict',
        field: '.data.key',
        message: expect.stringContaining('"one"'),
      }),
    ])
    expect((await maps().get(meta('disputed'))).data).toEqual({ key: 'mine' })
  })

  test('by force takes the field over, so that the first can no longer change it without force', async () => {
    await maps().apply({ metadata: meta('taken'), data: { key: 'mine' } }, { fieldManager: 'one' })
    await maps().apply({ metadata: meta('taken'), data: { key: 'theirs' } }, { fieldManager: 'two', force: true })
    expect((await maps().get(meta('taken'))).data).toEqual({ key: 'theirs' })
    const back = maps().apply({ metadata: meta('taken'), data: { key: 'back' } }, { fieldManager: 'one', force: false })
    await rejection(back, isConflict)
  })

  test('of the same value is no conflict: both own it, and it goes with the last of them', async () => {
    for (const fieldManager of ['one', 'two']) {
      await maps().apply({ metadata: meta('common'), data: { key: 'same' } }, { fieldManager, force: false })
    }
    await maps().apply({ metadata: meta('common') }, { fieldManager: 'one' })
    expect((await maps().get(meta('common'))).data).toEqual({ key: 'same' })
    await maps().apply({ metadata: meta('common') }, { fieldManager: 'two' })
    expect((await maps().get(meta('common'))).data).toBeUndefined()
  })
})

test('entries of a list that is a map are merged by name, so that two managers own one each', async () => {
  const app = { name: 'app', branch: 'main' }
  await client().apply({ metadata: meta('merged'), spec: { projectRef, sources: [app] } }, { fieldManager: 'one' })
  const api = { name: 'api', branch: 'main' }
  await client().apply({ metadata: meta('merged'), spec: { projectRef, sources: [api] } }, { fieldManager: 'two' })
  expect((await client().get(meta('merged'))).spec.sources).toEqual([app, api])
  await client().apply(
    { metadata: meta('merged'), spec: { projectRef, sources: [{ ...app, branch: 'next' }] } },
    { fieldManager: 'one' },
  )
  expect((await client().get(meta('merged'))).spec.sources).toEqual([{ ...app, branch: 'next' }, api])
})

describe('apply over what is being deleted', () => {
  const finalizers = ['catalyst.dev/test']
  const leave = async (name: string, by: string) => {
    const held = await maps().apply({ metadata: { ...meta(name), finalizers } }, { fieldManager: by })
    await maps().delete(meta(name))
    return held
  }

  test('lets it go when it says that nothing holds it any more', async () => {
    await leave('released', 'one')
    const last = await maps().apply({ metadata: { ...meta('released'), finalizers: [] } }, { fieldManager: 'one' })
    expect(last.metadata?.finalizers).toBeUndefined()
    await rejection(maps().get(meta('released')), isNotFound)
  })

  test('of the first thing that another manager says is no reason to let it go', async () => {
    await leave('kept', 'one')
    const kept = await maps().apply({ metadata: { ...meta('kept'), finalizers: [] } }, { fieldManager: 'two' })
    expect(kept.metadata?.finalizers).toEqual(finalizers)
    await maps().apply({ metadata: meta('kept') }, { fieldManager: 'one' })
    await rejection(maps().get(meta('kept')), isNotFound)
  })

  test('that lets it go under a resourceVersion from before is a conflict', async () => {
    const { metadata } = await leave('passed', 'one')
    const resourceVersion = metadata?.resourceVersion ?? ''
    const late = maps().apply(
      { metadata: { ...meta('passed'), resourceVersion, finalizers: [] } },
      { fieldManager: 'one' },
    )
    await rejection(late, isConflict)
    await maps().patch(meta('passed'), { metadata: { finalizers: null } })
    await rejection(maps().get(meta('passed')), isNotFound)
  })
})
