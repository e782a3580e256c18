import { configMaps, createResourceClient, loadClientNode } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const ref = (name: string) => ({ name, namespace: subject.namespace })
const labels = { informed: 'yes' }
const create = (name: string) => client().create({ metadata: { ...ref(name), labels } })

/** An informer of client-node on the config maps of this file, with all that it says, such as `add web`. */
async function listen() {
  const { CoreV1Api, makeInformer } = await loadClientNode()
  const { kubeConfig, namespace } = subject
  const api = kubeConfig.makeApiClient(CoreV1Api)
  const labelSelector = 'informed=yes'
  const path = `/api/v1/namespaces/${namespace}/configmaps`
  const list = () => api.listNamespacedConfigMap({ namespace, labelSelector })
  const informer = makeInformer(kubeConfig, path, list, labelSelector)
  const said: string[] = []
  for (const verb of ['add', 'update', 'delete'] as const) {
    informer.on(verb, ({ metadata }) => void said.push(`${verb} ${metadata?.name ?? ''}`))
  }
  informer.on('error', (error: unknown) => void said.push(`error ${String(error)}`))
  await informer.start()
  return { informer, said, [Symbol.asyncDispose]: () => informer.stop() }
}

test('an informer of client-node hears of what is there and of every change', async () => {
  await create('there')
  await using listener = await listen()
  await eventually(() => expect(listener.said).toEqual(['add there']))
  await create('new')
  await client().patch(ref('new'), { data: { changed: 'yes' } })
  await client().delete(ref('there'))
  await eventually(() => expect(listener.said).toEqual(['add there', 'add new', 'update new', 'delete there']))
})

test('its cache holds the newest of each object', async () => {
  await create('cached')
  await using listener = await listen()
  await client().patch(ref('cached'), { data: { turn: '2' } })
  await eventually(() => {
    expect(listener.informer.get('cached', subject.namespace)?.data).toEqual({ turn: '2' })
  })
})

test('a typed client of client-node lists, replaces and deletes', async () => {
  const { CoreV1Api } = await loadClientNode()
  const api = subject.kubeConfig.makeApiClient(CoreV1Api)
  const { namespace } = subject
  const body = { metadata: { name: 'typed', labels: { typed: 'yes' } }, data: { a: '1' } }
  const created = await api.createNamespacedConfigMap({ namespace, body })
  const replaced = await api.replaceNamespacedConfigMap({
    ...{ namespace, name: 'typed' },
    body: { ...created, data: { a: '2' } },
  })
  expect(replaced.data).toEqual({ a: '2' })
  expect(replaced.metadata?.creationTimestamp).toEqual(created.metadata?.creationTimestamp)
  const listed = await api.listNamespacedConfigMap({ namespace, labelSelector: 'typed=yes' })
  expect(listed.items.map(({ data }) => data)).toEqual([{ a: '2' }])
  await api.deleteNamespacedConfigMap({ namespace, name: 'typed' })
  await expect(api.readNamespacedConfigMap({ namespace, name: 'typed' })).rejects.toMatchObject({ code: 404 })
})
