import { configMaps, createResourceClient, isKubernetesError } from '@catalyst/kubernetes-client'
import { beforeAll, describe, expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })

const objects = {
  'web-1': { app: 'web', tier: 'front' },
  'web-2': { app: 'web', tier: 'back' },
  'db-1': { app: 'db' },
  plain: {},
}

beforeAll(async () => {
  const { namespace } = subject
  for (const [name, labels] of Object.entries(objects)) await client().create({ metadata: { name, namespace, labels } })
})

/** Names in the namespace of this file, without what the cluster itself puts into every namespace. */
async function names(options: { labelSelector?: string; fieldSelector?: string } = {}): Promise<string[]> {
  const { items } = await client().list({ namespace: subject.namespace, ...options })
  return items.flatMap(({ metadata }) => (metadata?.name && metadata.name in objects ? [metadata.name] : []))
}

test('a list holds every object in the order of names, and the position to watch from', async () => {
  const list = await client().list({ namespace: subject.namespace })
  expect(list.metadata.resourceVersion).toMatch(/^\d+$/)
  expect(await names()).toEqual(['db-1', 'plain', 'web-1', 'web-2'])
})

test('an empty namespace is an empty list and no error', async () => {
  const list = await client().list({ namespace: 'there-is-no-such-namespace' })
  expect(list.items).toEqual([])
})

test('a list over all namespaces holds those of this one', async () => {
  const { items } = await client().list({ labelSelector: 'app=db' })
  const found = items.filter(({ metadata }) => metadata?.namespace === subject.namespace)
  expect(found.map(({ metadata }) => metadata?.name)).toEqual(['db-1'])
})

describe('label selectors', () => {
  test.each([
    ['app=web', ['web-1', 'web-2']],
    ['app==web,tier=back', ['web-2']],
    ['app!=web', ['db-1', 'plain']],
    ['app in (db, cache)', ['db-1']],
    ['app notin (web)', ['db-1', 'plain']],
    ['tier', ['web-1', 'web-2']],
    ['!app', ['plain']],
    ['app,!tier', ['db-1']],
  ])('%s', async (labelSelector, expected) => {
    expect(await names({ labelSelector })).toEqual(expected)
  })

  test('one that can not be read is a bad request', async () => {
    expect(await rejection(names({ labelSelector: 'app in (' }), isKubernetesError)).toMatchObject({ status: 400 })
  })
})

describe('field selectors', () => {
  test.each([
    ['metadata.name=plain', ['plain']],
    ['metadata.name!=plain', ['db-1', 'web-1', 'web-2']],
  ])('%s', async (fieldSelector, expected) => {
    expect(await names({ fieldSelector })).toEqual(expected)
  })

  test('both kinds of selectors have to hold', async () => {
    expect(await names({ labelSelector: 'app=web', fieldSelector: 'metadata.name!=web-1' })).toEqual(['web-2'])
  })

  test('a field that can not be selected is a bad request', async () => {
    expect(await rejection(names({ fieldSelector: 'data.key=x' }), isKubernetesError)).toMatchObject({ status: 400 })
  })
})
