import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createResourceClient, defineResource, type ClusterAccess } from '@catalyst/kubernetes-client'
import { UsageError } from '@catalyst/program'
import { parseAllDocuments } from 'yaml'

interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string }
}

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
  return manifests.length
}

async function readManifests(folder: string): Promise<Manifest[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Manifest))
}

/** Of the kinds in `deploy/`: their plurals are the usual ones. */
function resourceOf({ apiVersion, kind, metadata }: Manifest) {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const plural = `${kind.toLowerCase()}s`.replace(/ys$/, 'ies')
  return defineResource<Manifest>({ group, version, plural, kind, namespaced: metadata.namespace !== undefined })
}
