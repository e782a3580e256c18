import { readFile } from 'node:fs/promises'
import { loadClientNode, type KubeConfig } from '@catalyst/kubernetes-client'
import { parse, stringify } from 'yaml'

interface Kubeconfig {
  users: { user: Record<string, unknown> }[]
}

/** The kubeconfig of a file, acting as somebody else: what they may not do is refused. */
export async function loadKubeConfigAs(path: string, user: string): Promise<KubeConfig> {
  const { KubeConfig } = await loadClientNode()
  const kubeconfig = parse(await readFile(path, 'utf8')) as Kubeconfig
  for (const entry of kubeconfig.users) entry.user['as'] = user
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromString(stringify(kubeconfig))
  return kubeConfig
}
