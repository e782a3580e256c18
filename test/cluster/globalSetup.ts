import { startTestCluster } from './startTestCluster.ts'

/** One real cluster for a whole run of vitest; `startTestCluster()` in a test then finds it in the environment. */
export default async function startSharedCluster(): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  const before = process.env['CATALYST_TEST_KUBECONFIG']
  process.env['CATALYST_TEST_KUBECONFIG'] = cluster.kubeconfig
  return async () => {
    if (before === undefined) delete process.env['CATALYST_TEST_KUBECONFIG']
    else process.env['CATALYST_TEST_KUBECONFIG'] = before
    await cluster[Symbol.asyncDispose]()
  }
}
