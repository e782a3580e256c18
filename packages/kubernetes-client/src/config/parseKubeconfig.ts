import type { ClientNode, KubeConfig } from '../loader.ts'
import { KubeconfigFault } from './decodeKubeconfig.ts'

/**
 * Reads a kubeconfig, JSON or YAML.
 * @throws KubeconfigFault, whose words tell nothing of the text: parsers repeat parts of it, which may be a key.
 */
export function parseKubeconfig(text: string, { KubeConfig }: ClientNode): KubeConfig {
  const kubeConfig = new KubeConfig()
  if (text.trim() === '') throw new KubeconfigFault('it is empty')
  try {
    kubeConfig.loadFromString(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const isMissing = /^(?:clusters|users|contexts)\[\d+\][.\w]* is missing$/.test(message)
    throw new KubeconfigFault(isMissing ? message : 'it is neither JSON nor YAML of a kubeconfig')
  }
  return kubeConfig
}
