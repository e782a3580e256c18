import { join } from 'node:path'
import { defineResource, request, resourcePath, type KubeConfig } from '@catalyst/kubernetes-client'
import { readManifests, type Manifest } from '../../../apps/operator/src/install/readManifests.ts'
import { resourceOf } from '../../../apps/operator/src/install/resourceOf.ts'
import { loadKubeConfig } from '../../cluster/loadKubeConfig.ts'
import type { TestCluster } from '../../cluster/startTestCluster.ts'
import { eventually } from './eventually.ts'

const deploy = join(import.meta.dirname, '../../../deploy')

interface Definition {
  status?: { conditions?: readonly { type: string; status: string }[] }
}

const definitions = defineResource<Definition>({
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  namespaced: false,
})

/**
 * Installs Catalyst's kinds as an administrator would, and waits until the API server serves them. Safe to call from
 * several test files at once.
 */
export async function installDefinitions(cluster: Pick<TestCluster, 'kubeconfig'>): Promise<void> {
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  const installed = await applyFolder(cluster, 'crds')
  for (const { metadata } of installed) {
    await eventually(async () => {
      const { status } = await request<Definition>(kubeConfig, resourcePath(definitions, { name: metadata.name }))
      const established = status?.conditions?.find(({ type }) => type === 'Established')
      if (established?.status !== 'True') throw new Error(`${metadata.name} is not established.`)
    })
  }
}

/** Applies a folder of `deploy/` from the server's side, and returns what is in it. */
export async function applyFolder(
  cluster: Pick<TestCluster, 'kubeconfig'>,
  folder: 'crds' | 'rbac' | 'policies',
): Promise<readonly Manifest[]> {
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  const manifests = await readManifests(join(deploy, folder))
  for (const manifest of manifests) await apply(kubeConfig, manifest)
  return manifests
}

async function apply(kubeConfig: KubeConfig, manifest: Manifest): Promise<void> {
  const { name, namespace } = manifest.metadata
  const path = resourcePath(resourceOf(manifest), { name, namespace })
  const query = { fieldManager: 'test', force: true }
  const contentType = 'application/apply-patch+yaml'
  // Two that create the same object at once: one of them is told so, and applies over it the next time.
  await eventually(() => request(kubeConfig, path, { method: 'PATCH', query, contentType, body: manifest }))
}
