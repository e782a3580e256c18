import type { ApiServerAddress } from './ApiServerAddress.ts'

export interface TokenKubeconfig {
  address: ApiServerAddress
  /** Name of the cluster, the user and the context. */
  name: string
  namespace: string
  token: string
}

/** The text of a kubeconfig file for one token in one namespace. */
export function formatTokenKubeconfig({ address, name, namespace, token }: TokenKubeconfig): string {
  const { server, certificateAuthority, insecureSkipTlsVerify = false } = address
  const trust =
    certificateAuthority !== undefined
      ? [`      certificate-authority-data: ${Buffer.from(certificateAuthority).toString('base64')}`]
      : insecureSkipTlsVerify
        ? ['      insecure-skip-tls-verify: true']
        : []
  // A text in the notation of JSON is one in YAML too, whatever is in it.
  const text = (value: string) => JSON.stringify(value)
  return [
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    `  - name: ${text(name)}`,
    '    cluster:',
    `      server: ${text(server)}`,
    ...trust,
    'users:',
    `  - name: ${text(name)}`,
    '    user:',
    `      token: ${text(token)}`,
    'contexts:',
    `  - name: ${text(name)}`,
    '    context:',
    `      cluster: ${text(name)}`,
    `      user: ${text(name)}`,
    `      namespace: ${text(namespace)}`,
    `current-context: ${text(name)}`,
    '',
  ].join('\n')
}
