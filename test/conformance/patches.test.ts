import {
  configMaps,
  createResourceClient,
  environments,
  isConflict,
  isInvalid,
  isKubernetesError,
  isNotFound,
  request,
  resourcePath,
} from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ definitions: true })
const maps = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const client = () => createResourceClient(environments, { kubeConfig: subject.kubeConfig })
const meta = (name: string) => ({ name, namespace: subject.namespace })

describe('a merge patch', () => {
  test('sets what it names, removes what is null, and leaves the rest', async () => {
    await maps().create({ metadata: meta('merged'), data: { keep: '1', change: '2', drop: '3' } })
    const patched = await maps().patch(meta('merged'), { data: { change: 'two', drop: null, add: '4' } })
    expect(patched.data).toEqual({ keep: '1', change: 'two', add: '4' })
    expect((await maps().get(meta('merged'))).data).toEqual(patched.data)
  })

  test('replaces lists as a whole', async () => {
    const sources = [
      { name: 'app', branch: 'main' },
      { name: 'api', branch: 'main' },
    ]
    await client().create({ metadata: meta('lists'), spec: { projectRef: { name: 'shop' }, sources } })
    const patched = await client().patch(meta('lists'), { spec: { sources: [{ name: 'web', branch: 'next' }] } })
    expect(patched.spec.sources).toEqual([{ name: 'web', branch: 'next' }])
  })

  test('with an old resourceVersion in it is a conflict', async () => {
    const created = await maps().create({ metadata: meta('guarded'), data: { by: 'nobody' } })
    await maps().patch(meta('guarded'), { data: { by: 'first' } })
    const { resourceVersion } = created.metadata ?? {}
    await rejection(
      maps().patch(meta('guarded'), { metadata: { resourceVersion }, data: { by: 'second' } }),
      isConflict,
    )
    expect((await maps().get(meta('guarded'))).data).toEqual({ by: 'first' })
  })

  test('of nothing is not found', async () => {
    await rejection(maps().patch(meta('nothing'), { data: {} }), isNotFound)
  })
})

describe('a JSON patch', () => {
  test('does its steps in order', async () => {
    await maps().create({ metadata: { ...meta('stepped'), labels: { 'a/b': 'slash' } }, data: { a: '1', b: '2' } })
    const steps = [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'replace', path: '/data/a', value: 'one' },
      { op: 'remove', path: '/data/b' },
      { op: 'add', path: '/data/c', value: '3' },
      { op: 'copy', from: '/data/c', path: '/data/d' },
      { op: 'move', from: '/data/c', path: '/data/e' },
      { op: 'replace', path: '/metadata/labels/a~1b', value: 'escaped' },
    ]
    const patched = await maps().patch(meta('stepped'), steps, { type: 'json' })
    expect(patched.data).toEqual({ a: 'one', d: '3', e: '3' })
    expect(patched.metadata?.labels).toEqual({ 'a/b': 'escaped' })
  })

  test('whose test fails changes nothing', async () => {
    await maps().create({ metadata: meta('tested'), data: { a: '1' } })
    const steps = [
      { op: 'replace', path: '/data/a', value: '2' },
      { op: 'test', path: '/data/a', value: '1' },
    ]
    await rejection(maps().patch(meta('tested'), steps, { type: 'json' }), isInvalid)
    expect((await maps().get(meta('tested'))).data).toEqual({ a: '1' })
  })
})

test('a strategic merge patch is not for custom resources', async () => {
  await client().create({ metadata: meta('plain'), spec: { projectRef: { name: 'shop' } } })
  const patch = request(subject.kubeConfig, resourcePath(environments, meta('plain')), {
    method: 'PATCH',
    contentType: 'application/strategic-merge-patch+json',
    body: { metadata: { labels: { a: 'b' } } },
  })
  expect(await rejection(patch, isKubernetesError)).toMatchObject({ status: 415, reason: 'UnsupportedMediaType' })
})
