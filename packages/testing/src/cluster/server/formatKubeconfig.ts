import { stringify } from 'yaml'

interface KubeconfigOptions {
  readonly server: string
  /** PEM. */
  readonly ca: string
  readonly token: string
  readonly user: string
}

/** The text of a kubeconfig with one cluster and one user. */
export function formatKubeconfig({ server, ca, token, user }: KubeconfigOptions): string {
  const name = 'catalyst-embedded'
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name, context: { cluster: name, user, namespace: 'default' } }],
    'current-context': name,
  })
}
