/** What is wrong with a text that should be a kubeconfig, in words that tell nothing of what is in it. */
export class KubeconfigFault extends Error {
  override readonly name = 'KubeconfigFault'
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Decodes the value of a `KUBECONFIG_*` variable: a kubeconfig, JSON or YAML, in base64 (standard or URL-safe; line breaks are
 * fine).
 * @throws KubeconfigFault.
 */
export function decodeKubeconfig(value: string): string {
  const compact = value.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/')
  if (!base64.test(compact) || compact.replace(/=+$/, '').length % 4 === 1) {
    const trimmed = value.trimStart()
    const isPlain = trimmed.startsWith('{') || /^(?:apiVersion|kind|clusters|contexts|users|#|---)/.test(trimmed)
    throw new KubeconfigFault(isPlain ? 'it holds a kubeconfig as it is; encode it in base64' : 'it is not base64')
  }
  const bytes = Buffer.from(compact, 'base64')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new KubeconfigFault('what it holds in base64 is not text')
  }
}
