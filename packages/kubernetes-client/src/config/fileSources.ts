import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ConnectionError } from '../errors/ConnectionError.ts'
import type { ClusterSource } from './ClusterSource.ts'
import { setTokenFile, tokenFileOf } from './completeUsers.ts'
import type { KubeconfigData } from './KubeconfigData.ts'
import { mergeKubeconfigs } from './mergeKubeconfigs.ts'
import { parseKubeconfig } from './parseKubeconfig.ts'
import { selectContext } from './selectContext.ts'

/**
 * The clusters of kubeconfig files, merged as kubectl does: each context is one, named by the context. Files that don't
 * exist are passed over.
 * @throws ConnectionError for a file that can't be read or understood.
 */
export async function fileSources(paths: readonly string[]): Promise<ClusterSource[]> {
  const files = await Promise.all(paths.map((path) => readKubeconfig(path)))
  const merged = mergeKubeconfigs(files.filter((file) => file !== undefined))
  return merged.contexts.map((context) => ({
    name: context.name,
    origin: `kubeconfig ${paths.join(', ')}`,
    kind: context.name === merged.currentContext ? 'current-context' : 'context',
    open: () => selectContext(merged, context),
  }))
}

async function readKubeconfig(path: string): Promise<KubeconfigData | undefined> {
  try {
    const text = await readFile(path, 'utf8')
    if (text.trim() === '') return undefined
    const kubeconfig = await parseKubeconfig(text)
    resolvePaths(kubeconfig, dirname(path))
    return kubeconfig
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    const fault = cause instanceof Error ? cause.message : 'it could not be read'
    throw new ConnectionError(`The kubeconfig ${path} can't be used: ${fault}.`, {
      reason: 'InvalidConfiguration',
      cause,
    })
  }
}

/** What a kubeconfig names lies beside it. */
function resolvePaths({ clusters, users }: KubeconfigData, folder: string) {
  for (const cluster of clusters) if (cluster.caFile) cluster.caFile = resolve(folder, cluster.caFile)
  for (const user of users) {
    if (user.certFile) user.certFile = resolve(folder, user.certFile)
    if (user.keyFile) user.keyFile = resolve(folder, user.keyFile)
    const tokenFile = tokenFileOf(user)
    if (tokenFile !== undefined) setTokenFile(user, resolve(folder, tokenFile))
  }
}
