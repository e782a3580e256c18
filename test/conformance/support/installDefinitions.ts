import { join } from 'node:path'
import type { TestCluster } from '../../cluster/startTestCluster.ts'
import { eventually } from './eventually.ts'

const deploy = join(import.meta.dirname, '../../../deploy')

/**
 * Installs Catalyst's kinds as an administrator would, and waits until the API server serves them. Safe to call from
 * several test files at once.
 */
export async function installDefinitions(cluster: TestCluster): Promise<void> {
  await applyFolder(cluster, 'crds')
  await cluster.kubectl(['wait', '--for=condition=Established', '--timeout=30s', '--filename', join(deploy, 'crds')])
}

/** Applies a folder of `deploy/`. */
export async function applyFolder(cluster: TestCluster, folder: 'crds' | 'rbac' | 'policies'): Promise<void> {
  const args = ['apply', '--server-side', '--force-conflicts', '--filename', join(deploy, folder)]
  // Two that create the same object at once: one of them is told so, and applies over it the next time.
  await eventually(() => cluster.kubectl(args))
}
