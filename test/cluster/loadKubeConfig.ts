import { loadClientNode, type KubeConfig } from '@catalyst/kubernetes-client'

/** The kubeconfig of a file. */
export async function loadKubeConfig(path: string): Promise<KubeConfig> {
  const { KubeConfig } = await loadClientNode()
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromFile(path)
  return kubeConfig
}
