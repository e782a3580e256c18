import { randomBytes } from 'node:crypto'
import type { TestCluster } from '../../cluster/startTestCluster.ts'

export interface TestNamespace extends AsyncDisposable {
  readonly name: string
}

/** A namespace of its own for a test, so that files can run at once and again and again; its disposal deletes it. */
export async function createTestNamespace(cluster: TestCluster, prefix = 'test'): Promise<TestNamespace> {
  const name = `${prefix}-${randomBytes(4).toString('hex')}`
  await cluster.kubectl(['create', 'namespace', name])
  return {
    name,
    async [Symbol.asyncDispose]() {
      await cluster.kubectl(['delete', 'namespace', name, '--wait=false', '--ignore-not-found'])
    },
  }
}
