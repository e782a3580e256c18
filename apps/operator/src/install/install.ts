import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createResourceClient, type ClusterAccess } from '@catalyst/kubernetes-client'
import { UsageError } from '@catalyst/program'
import { readManifests, type Manifest } from './readManifests.ts'
import { resourceOf } from './resourceOf.ts'

/** How long an API server may take until it serves a kind that it has just been told of. */
const establishedMs = 15_000

/** In this order: a policy is about kinds, and what a role names has to be there. */
const folders = ['crds', 'rbac', 'policies']

/** Applies Catalyst's kinds, roles and policies from the server's side. @returns how many objects. @throws UsageError without the folder. */
export async function install(kubeConfig: ClusterAccess, deploy: string): Promise<number> {
  if (!existsSync(join(deploy, 'crds')))
    throw new UsageError('--install works in a checkout of the repository. Elsewhere install the Helm chart.')
  const manifests = (await Promise.all(folders.map((folder) => readManifests(join(deploy, folder))))).flat()
  for (const manifest of manifests) {
    const client = createResourceClient(resourceOf(manifest), { kubeConfig, fieldManager: 'catalyst-install' })
    await client.apply(manifest, { force: true })
  }
  for (const manifest of manifests)
    if (manifest.kind === 'CustomResourceDefinition') await untilServed(kubeConfig, manifest)
  return manifests.length
}

/** A kind is served a moment after its definition is taken. @throws UsageError when it is not. */
async function untilServed(kubeConfig: ClusterAccess, definition: Manifest): Promise<void> {
  const { name } = definition.metadata
  const client = createResourceClient(resourceOf(definition), { kubeConfig })
  const endsAt = performance.now() + establishedMs
  for (;;) {
    const conditions = (await client.get({ name })).status?.conditions ?? []
    if (conditions.some(({ type, status }) => type === 'Established' && status === 'True')) return
    if (performance.now() > endsAt)
      throw new UsageError(
        `The API server does not serve ${name}. See: kubectl describe customresourcedefinition ${name}`,
      )
    await sleep(100)
  }
}
