import { configMaps, createResourceClient, isKubernetesError } from '@catalyst/kubernetes-client'
import { beforeAll, expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const selected = { labelSelector: 'paged=yes' }

const create = (name: string) =>
  client().create({ metadata: { name, namespace: subject.namespace, labels: { paged: 'yes' } } })
const nameOf = (object: { metadata?: { name?: string } }) => object.metadata?.name

beforeAll(async () => {
  for (let index = 0; index < 7; index++) await create(`page-${index}`)
})

test('pages hold every object once, and the last one says that it is the last', async () => {
  const seen: (string | undefined)[] = []
  const sizes: number[] = []
  let next: string | undefined
  do {
    const page = await client().list({ namespace: subject.namespace, ...selected, limit: 3, continue: next })
    seen.push(...page.items.map(nameOf))
    sizes.push(page.items.length)
    next = page.metadata.continue
  } while (next)
  expect(sizes).toEqual([3, 3, 1])
  expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `page-${index}`))
})

test('all pages are of one moment: what is created in between is not in them', async () => {
  const first = await client().list({ namespace: subject.namespace, ...selected, limit: 3 })
  await create('page-9-late')
  const rest = await client().list({ namespace: subject.namespace, ...selected, continue: first.metadata.continue })
  expect([...first.items, ...rest.items].map(nameOf)).not.toContain('page-9-late')
  expect(rest.metadata.resourceVersion).toBe(first.metadata.resourceVersion)
  await client().delete({ namespace: subject.namespace, name: 'page-9-late' })
})

test('without a selector a page says how many are still to come', async () => {
  const { items } = await client().list({ namespace: subject.namespace })
  const page = await client().list({ namespace: subject.namespace, limit: 2 })
  expect(page.metadata.remainingItemCount).toBe(items.length - 2)
})

test('a token that was not given out is a bad request', async () => {
  const page = client().list({ namespace: subject.namespace, limit: 2, continue: 'made-up' })
  expect(await rejection(page, isKubernetesError)).toMatchObject({ status: 400 })
})
