import { expect, test, vi } from 'vitest'
import { getClusterConfig, listClusters } from '../config/getClusterConfig.ts'
import { serverVersion } from '../config/serverVersion.ts'
import { getPod } from '../pods/getPod.ts'
import { listPods } from '../pods/listPods.ts'
import { createProjectClient } from '../projects/createProjectClient.ts'
import { answerJson, startApiServer } from '../testing/startApiServer.ts'
import { createEnvironmentClient } from './createEnvironmentClient.ts'

// One test, because the environment of a process is read once.
test('clients reach the clusters that the environment of the process configures', async () => {
  await using main = await startApiServer((incoming, response) =>
    answerJson(response, { items: [], from: 'main', path: incoming.url }),
  )
  await using other = await startApiServer((incoming, response) => {
    answerJson(response, { metadata: { name: 'from-other', path: incoming.url } })
  })
  for (const [variable, { url }] of Object.entries({ KUBECONFIG_MAIN: main, KUBECONFIG_OTHER: other })) {
    const kubeconfig = {
      clusters: [{ name: 'c', cluster: { server: url } }],
      users: [{ name: 'u', user: { token: 'test-token' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }
    vi.stubEnv(variable, Buffer.from(JSON.stringify(kubeconfig)).toString('base64'))
  }
  vi.stubEnv('KUBECONFIG', '')

  expect(await listClusters()).toEqual([
    { name: 'MAIN', isDefault: true },
    { name: 'OTHER', isDefault: false },
  ])
  const client = await createEnvironmentClient()
  expect(await client.list({ namespace: 'catalyst-system' })).toMatchObject({ items: [] })
  const projects = await createProjectClient({ cluster: 'OTHER' })
  expect(await projects.get({ namespace: 'acme', name: 'shop' })).toMatchObject({
    metadata: { name: 'from-other', path: '/apis/catalyst.catalyst.dev/v1alpha1/namespaces/acme/projects/shop' },
  })
  const kubeConfig = await getClusterConfig()
  expect(await serverVersion(kubeConfig)).toMatchObject({ path: '/version' })
  expect(await listPods(kubeConfig, { namespace: 'acme' })).toMatchObject({ items: [] })
  expect(await getPod(await getClusterConfig('OTHER'), { namespace: 'acme', pod: 'app-0' })).toMatchObject({
    metadata: { path: '/api/v1/namespaces/acme/pods/app-0' },
  })
})
