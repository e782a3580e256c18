import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ConnectionError } from '../errors/ConnectionError.ts'
import type { ClientNode, KubeConfig } from '../loader.ts'
import { setTokenFile, tokenFileOf } from './completeUsers.ts'
import type { ClusterSource } from './ClusterSource.ts'
import { mergeKubeconfigs } from './mergeKubeconfigs.ts'
import { parseKubeconfig } from './parseKubeconfig.ts'
import { selectContext } from './selectContext.ts'

/**
 * The clusters of kubeconfig files, merged as kubectl does: each context is one, named by the context. Files that don't
 * exist are passed over.
 * @throws ConnectionError for a file that can't be read or understood.
 */
export async function fileSources(paths: readonly string[], clientNode: ClientNode): Promise<ClusterSource[]> {
  const files = await Promise.all(paths.map((path) => readKubeconfig(path, clientNode)))
  const merged = mergeKubeconfigs(
    files.filter((file) => file !== undefined),
    clientNode,
  )
  return merged.contexts.map((context) => ({
    name: context.name,
    origin: `kubeconfig ${paths.join(', ')}`,
    kind: context.name === merged.currentContext ? 'current-context' : 'context',
    open: () => selectContext(merged, context, clientNode),
  }))
}

async function readKubeconfig(path: string, clientNode: ClientNode): Promise<KubeConfig | undefined> {
  try {
    const text = await readFile(path, 'utf8')
    if (text.trim() === '') return undefined
    const kubeConfig = parseKubeconfig(text, clientNode)
    kubeConfig.makePathsAbsolute(dirname(path))
    for (const user of kubeConfig.users) {
      const tokenFile = tokenFileOf(user)
      if (tokenFile !== undefined) setTokenFile(user, resolve(dirname(path), tokenFile))
    }
    return kubeConfig
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    const fault = cause instanceof Error ? cause.message : 'it could not be read'
    throw new ConnectionError(`The kubeconfig ${path} can't be used: ${fault}.`, {
      reason: 'InvalidConfiguration',
      cause,
    })
  }
}
