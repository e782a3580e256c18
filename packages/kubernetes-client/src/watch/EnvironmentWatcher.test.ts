import { expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { answerJson, startApiServer } from '../testing/startApiServer.ts'
import { EnvironmentWatcher } from './EnvironmentWatcher.ts'

const environment = (name: string, resourceVersion: string) => ({
  metadata: { name, namespace: 'web', resourceVersion },
})

/** One Environment is there; one comes, changes and goes. */
function startEnvironmentServer() {
  return startApiServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '', 'http://test')
    if (!pathname.endsWith('/namespaces/web/environments')) return void response.writeHead(404).end()
    if (!searchParams.has('watch')) {
      return answerJson(response, { items: [environment('first', '1')], metadata: { resourceVersion: '1' } })
    }
    if (searchParams.get('resourceVersion') !== '1') return void response.flushHeaders()
    for (const [index, type] of ['ADDED', 'MODIFIED', 'DELETED'].entries()) {
      response.write(`${JSON.stringify({ type, object: environment('second', String(index + 2)) })}\n`)
    }
  })
}

test('calls back for what is there and what happens, and ends when it is stopped', async () => {
  await using api = await startEnvironmentServer()
  const calls: string[] = []
  const watcher = new EnvironmentWatcher(api.kubeConfig, {
    namespace: 'web',
    onSnapshot: (environments, version) =>
      calls.push(`snapshot ${environments.map(({ metadata }) => metadata.name).join()} ${version}`),
    onSync: ({ state }) => calls.push(state),
    onAdded: ({ metadata }) => calls.push(`added ${metadata.name}`),
    onModified: ({ metadata }) => calls.push(`modified ${metadata.name}`),
    onDeleted: ({ metadata }) => calls.push(`deleted ${metadata.name}`),
  })
  const finished = watcher.start()
  await eventually(() =>
    expect(calls).toEqual(['snapshot first 1', 'live', 'added second', 'modified second', 'deleted second']),
  )
  watcher.stop()
  await finished
})

test('can be iterated instead', async () => {
  await using api = await startEnvironmentServer()
  const types: string[] = []
  for await (const event of new EnvironmentWatcher(api.kubeConfig, { namespace: 'web' })) {
    types.push(event.type)
    if (event.type === 'DELETED') break
  }
  expect(types).toEqual(['SNAPSHOT', 'SYNC', 'ADDED', 'MODIFIED', 'DELETED'])
})

test('a callback that fails stops it', async () => {
  await using api = await startEnvironmentServer()
  const watcher = new EnvironmentWatcher(api.kubeConfig, {
    namespace: 'web',
    onAdded: () => {
      throw new Error('a bug')
    },
  })
  await expect(watcher.start()).rejects.toThrow('a bug')
})
