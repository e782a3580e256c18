import type { ServiceAccount } from '@catalyst/kubernetes-client'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Home } from '../desired/Home.ts'
import type { Fault } from '../strategies/Strategy.ts'
import type { ObservedSecret } from './copiedSecrets.ts'

/** Says which version of its source a copy has; what is in it is nobody's to compare. */
const versionAnnotation = 'catalyst.dev/source-version'

export interface ObservedCredentials {
  secrets: readonly ObservedSecret[]
  /** The default ServiceAccount of the environment's namespace. */
  account: ServiceAccount | undefined
}

/**
 * Copies of Secrets in an environment's namespace, and the default ServiceAccount that pulls images with them. A copy is
 * made anew when its source has changed.
 */
export function desiredCredentials(
  { namespace, labels }: Home,
  { secrets, account }: ObservedCredentials,
): { objects: DesiredObject[] } | { fault: Fault } {
  const missing = secrets.find(({ source }) => source === undefined)
  if (missing !== undefined) {
    const { from, use } = missing
    const what = use === 'pull' ? 'spec.registryCredentials of the Project' : 'spec.config.envFrom'
    const message = `There is no Secret ${from.name} in the namespace ${from.namespace}, and ${what} names it. Create it; it is looked for again.`
    return { fault: { reason: 'SecretNotFound', message } }
  }
  const copies = secrets.map(({ name, source, from }): DesiredObject => {
    const annotations = {
      'catalyst.dev/copied-from': `${from.namespace}/${from.name}`,
      [versionAnnotation]: source?.metadata?.resourceVersion ?? '',
    }
    const metadata = { name, namespace, labels, annotations }
    return { apiVersion: 'v1', kind: 'Secret', metadata, type: source?.type ?? 'Opaque', data: source?.data ?? {} }
  })
  const pulls = secrets.filter(({ use }) => use === 'pull').map(({ name }) => name)
  if (pulls.length === 0) return { objects: copies }
  // The list is one field to the API server, so whoever writes it has to write those of others again.
  const known = account?.imagePullSecrets?.flatMap(({ name }) => name ?? []) ?? []
  const imagePullSecrets = [...new Set([...known, ...pulls])].map((name) => ({ name }))
  const metadata = { name: 'default', namespace, labels }
  return { objects: [...copies, { apiVersion: 'v1', kind: 'ServiceAccount', metadata, imagePullSecrets }] }
}
