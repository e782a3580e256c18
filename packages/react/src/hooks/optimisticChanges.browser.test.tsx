import { isConflict, isForbidden } from '@catalyst/sdk'
import { environment, project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useDeleteEnvironment } from './useDeleteEnvironment.ts'
import { useDeleteProject } from './useDeleteProject.ts'
import { useEnvironment } from './useEnvironment.ts'
import { useEnvironments } from './useEnvironments.ts'
import { useProject } from './useProject.ts'
import { useProjects } from './useProjects.ts'
import { useUpdateEnvironment } from './useUpdateEnvironment.ts'
import { useUpdateProject } from './useUpdateProject.ts'

const list = 'GET /clusters/-/environments'
const path = '/clusters/-/namespaces/acme-shop/environments/pr-1'
const projectPath = '/clusters/-/namespaces/acme/projects/shop'
const ref = { namespace: 'acme-shop', name: 'pr-1' }
const at = (resourceVersion: string, spec: object = {}) =>
  environment({ team: 'acme', project: 'shop', name: 'pr-1', resourceVersion, spec })
const other = environment({ team: 'acme', project: 'shop', name: 'pr-2' })
const shop = project({ team: 'acme', name: 'shop', resourceVersion: '3' })
const listOf = (...items: object[]) => ({ items, metadata: { resourceVersion: '1' } })

/** An answer that comes when the test says so. */
function withheld() {
  const { promise, resolve } = Promise.withResolvers<object>()
  return { answer: () => promise, resolve }
}

async function start() {
  const proxy = createScriptedProxy()
  proxy.on(list, () => listOf(at('5'), other))
  proxy.on(`GET ${path}`, () => at('5'))
  proxy.on('GET /clusters/-/projects', () => listOf(shop))
  proxy.on(`GET ${projectPath}`, () => shop)
  const rendered = await renderInProvider(
    () => ({
      list: useEnvironments(),
      one: useEnvironment(ref),
      projects: useProjects({}, { live: false }),
      project: useProject({ namespace: 'acme', name: 'shop' }, { live: false }),
      update: useUpdateEnvironment(),
      remove: useDeleteEnvironment(),
      updateProject: useUpdateProject(),
      removeProject: useDeleteProject(),
    }),
    { proxy },
  )
  const { result } = rendered
  await expect.poll(() => result.current.list.isSuccess && result.current.one.isSuccess).toBe(true)
  await expect.poll(() => result.current.projects.isSuccess && result.current.project.isSuccess).toBe(true)
  await expect.poll(() => proxy.streams.length).toBe(1)
  const [stream] = proxy.streams
  stream?.send('snapshot', { topic: 'environments:-/*', items: [at('5'), other], resourceVersion: '5' })
  stream?.send('snapshot', { topic: 'environments:-/acme-shop', items: [at('5'), other], resourceVersion: '5' })
  const commands = () =>
    [result.current.list.data?.items[0], result.current.one.data].map((one) => one?.spec.devCommand)
  const deletions = () =>
    [result.current.list.data?.items[0], result.current.one.data].map((one) => one?.metadata.deletionTimestamp)
  return { ...rendered, proxy, stream, commands, deletions }
}

test('a change shows in the list and on the page before the proxy has answered, and as answered afterwards', async () => {
  const { proxy, result, commands } = await start()
  const { answer, resolve } = withheld()
  proxy.on(`PATCH ${path}`, answer)
  const sent = result.current.update.mutateAsync({ ...ref, patch: { spec: { devCommand: 'make' } } })
  await expect.poll(commands).toEqual(['make', 'make'])
  expect(result.current.list.data?.items[1]?.metadata.name).toBe('pr-2')
  resolve(at('6', { devCommand: 'make all' }))
  await sent
  await expect.poll(commands).toEqual(['make all', 'make all'])
})

test('a change that is refused is taken back, and the error says why', async () => {
  const { proxy, result, commands } = await start()
  const { answer, resolve } = withheld()
  proxy.on(`PATCH ${path}`, answer)
  const sent = result.current.update
    .mutateAsync({ ...ref, patch: { spec: { devCommand: 'make' } } })
    .catch(() => undefined)
  await expect.poll(commands).toEqual(['make', 'make'])
  resolve(problemAnswer({ status: 409, code: 'CONFLICT', reason: 'Conflict' }))
  await sent
  await expect.poll(commands).toEqual([undefined, undefined])
  expect(isConflict(result.current.update.error)).toBe(true)
})

test('what the watch says meanwhile is neither hidden by a change nor lost with it', async () => {
  const { proxy, result, stream, commands } = await start()
  const { answer, resolve } = withheld()
  proxy.on(`PATCH ${path}`, answer)
  const sent = result.current.update
    .mutateAsync({ ...ref, patch: { spec: { devCommand: 'make' } } })
    .catch(() => undefined)
  await expect.poll(commands).toEqual(['make', 'make'])
  for (const topic of ['environments:-/*', 'environments:-/acme-shop']) {
    stream?.send('change', { topic, type: 'MODIFIED', object: at('7', { workdir: 'web' }) })
  }
  await expect.poll(() => result.current.list.data?.items[0]?.spec.workdir).toBe('web')
  await expect.poll(() => result.current.one.data?.spec.workdir).toBe('web')
  expect(commands()).toEqual(['make', 'make'])
  resolve(problemAnswer({ status: 403, code: 'FORBIDDEN' }))
  await sent
  await expect.poll(commands).toEqual([undefined, undefined])
  expect(result.current.one.data?.metadata.resourceVersion).toBe('7')
})

test('one that is being deleted shows as such at once, and as it was when the deletion is refused', async () => {
  const { proxy, result, deletions } = await start()
  const { answer, resolve } = withheld()
  proxy.on(`DELETE ${path}`, answer)
  const sent = result.current.remove.mutateAsync(ref).catch(() => undefined)
  await expect.poll(deletions).toEqual([expect.any(String), expect.any(String)])
  const shown = result.current.list.data
  await expect.poll(() => result.current.list.data).toBe(shown)
  resolve(problemAnswer({ status: 403, code: 'FORBIDDEN' }))
  await sent
  await expect.poll(deletions).toEqual([undefined, undefined])
  expect(isForbidden(result.current.remove.error)).toBe(true)
})

test('a forced deletion asks for it', async () => {
  const { proxy, result } = await start()
  const queries: string[] = []
  proxy.on(`DELETE ${path}`, ({ url }) => {
    queries.push(url.search)
    return at('6')
  })
  await result.current.remove.mutateAsync({ ...ref, force: true })
  expect(queries).toEqual(['?force=true'])
})

test('projects change and go the same way', async () => {
  const { proxy, result } = await start()
  const projectRef = { namespace: 'acme', name: 'shop' }
  const quotas = () =>
    [result.current.projects.data?.items[0], result.current.project.data].map((one) => one?.spec.resources?.cpu)
  const patched = withheld()
  proxy.on(`PATCH ${projectPath}`, patched.answer)
  const sent = result.current.updateProject.mutateAsync({ ...projectRef, patch: { spec: { resources: { cpu: '8' } } } })
  await expect.poll(quotas).toEqual(['8', '8'])
  patched.resolve({
    ...shop,
    metadata: { ...shop.metadata, resourceVersion: '4' },
    spec: { ...shop.spec, resources: { cpu: '7' } },
  })
  await sent
  await expect.poll(quotas).toEqual(['7', '7'])

  const removed = withheld()
  proxy.on(`DELETE ${projectPath}`, removed.answer)
  const removal = result.current.removeProject.mutateAsync(projectRef).catch(() => undefined)
  await expect
    .poll(() => result.current.projects.data?.items[0]?.metadata.deletionTimestamp)
    .toEqual(expect.any(String))
  removed.resolve(problemAnswer({ status: 409, code: 'CONFLICT' }))
  await removal
  await expect.poll(() => result.current.projects.data?.items[0]?.metadata.deletionTimestamp).toBeUndefined()
})
