import type { ClientNode, KubeConfig } from '../loader.ts'
import { completeUsers } from './completeUsers.ts'
import { KubeconfigFault } from './decodeKubeconfig.ts'

/**
 * Reads a kubeconfig, JSON or YAML.
 * @throws KubeconfigFault, whose words tell nothing of the text: parsers repeat parts of it, which may be a key.
 */
export function parseKubeconfig(text: string, { KubeConfig, loadYaml }: ClientNode): KubeConfig {
  const kubeConfig = new KubeConfig()
  if (text.trim() === '') throw new KubeconfigFault('it is empty')
  try {
    kubeConfig.loadFromString(text)
    completeUsers(kubeConfig.users, loadYaml(text))
  } catch (error) {
    throw new KubeconfigFault(explain(error))
  }
  return kubeConfig
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'it could not be read'
  if (/^(?:clusters|users|contexts)\[\d+\][.\w]* is missing$/.test(error.message)) return error.message
  return 'syscall' in error
    ? 'a token file that it names could not be read'
    : 'it is neither JSON nor YAML of a kubeconfig'
}
