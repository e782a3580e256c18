import { labels } from '@catalyst/api/labels'
import type { Secret, ServiceAccount } from '@catalyst/kubernetes-client'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Home } from '../desired/Home.ts'
import type { Fault } from '../strategies/Strategy.ts'
import { pullPrefix, type ObservedSecret } from './copiedSecrets.ts'

/** Says what a copy is of. */
export const originAnnotation = 'catalyst.dev/copied-from'

/** Says which version of its source a copy has; what is in it is nobody's to compare. */
const versionAnnotation = 'catalyst.dev/source-version'

export interface ObservedCredentials {
  secrets: readonly ObservedSecret[]
  /** The default ServiceAccount of the environment's namespace. */
  account: ServiceAccount | undefined
  /** Copies that were made once and are no longer named, as far as they are there. */
  stale: readonly Secret[]
}

/** Types of Secrets that hold what images are pulled with. */
export const pullTypes: readonly string[] = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg']

/**
 * Copies of Secrets in an environment's namespace, and the default ServiceAccount that pulls images with them. A copy is
 * made anew when its source has changed.
 */
export function desiredCredentials(
  { namespace, labels: own }: Home,
  { secrets, account, stale }: ObservedCredentials,
): { objects: DesiredObject[] } | { fault: Fault } {
  const missing = secrets.find(({ source }) => source === undefined)
  if (missing !== undefined) {
    const { from, use } = missing
    const what = use === 'pull' ? 'spec.registryCredentials of the Project' : 'spec.config.envFrom'
    const message = `There is no Secret ${from.name} in the namespace ${from.namespace}, and ${what} names it. Create it; it is looked for again.`
    return { fault: { reason: 'SecretNotFound', message } }
  }
  const fault = secrets.map(findForbidden).find((one) => one !== undefined)
  if (fault !== undefined) return { fault }
  const copies = secrets.map(({ name, source, from }): DesiredObject => {
    const annotations = {
      [originAnnotation]: `${from.namespace}/${from.name}`,
      [versionAnnotation]: source?.metadata?.resourceVersion ?? '',
    }
    const metadata = { name, namespace, labels: own, annotations }
    return { apiVersion: 'v1', kind: 'Secret', metadata, type: source?.type ?? 'Opaque', data: source?.data ?? {} }
  })
  const pulls = secrets.filter(({ use }) => use === 'pull').map(({ name }) => name)
  const gone = new Set(stale.map(({ metadata }) => metadata?.name).filter((name) => name?.startsWith(pullPrefix)))
  // The list is one field to the API server, so whoever writes it has to write those of others again.
  const listed = account?.imagePullSecrets?.flatMap(({ name }) => name ?? []) ?? []
  const known = listed.filter((name) => !gone.has(name))
  if (pulls.length === 0 && known.length === listed.length) return { objects: copies }
  const imagePullSecrets = [...new Set([...known, ...pulls])].map((name) => ({ name }))
  const metadata = { name: 'default', namespace, labels: own }
  return { objects: [...copies, { apiVersion: 'v1', kind: 'ServiceAccount', metadata, imagePullSecrets }] }
}

/** Copies are for whoever may look into the environment: what is not meant for them is not copied, whoever names it. */
function findForbidden({ use, from, source }: ObservedSecret): Fault | undefined {
  const type = source?.type ?? 'Opaque'
  if (use === 'pull') {
    if (pullTypes.includes(type)) return undefined
    const message = `The Secret ${from.name} in the namespace ${from.namespace} is of type ${type}, and spec.registryCredentials of the Project takes ${pullTypes.join(' and ')} alone. Make it with: kubectl create secret docker-registry`
    return { reason: 'SecretNotForImages', message }
  }
  const isPlatforms =
    /^(deployer-|catalyst)/.test(from.name) ||
    source?.metadata?.labels?.[labels.environment] !== undefined ||
    type === 'kubernetes.io/service-account-token'
  if (!isPlatforms) return undefined
  const message = `The Secret ${from.name} in the namespace ${from.namespace} belongs to the platform, and spec.config.envFrom must not name it. Put what the environment needs into a Secret of its own.`
  return { reason: 'SecretForbidden', message }
}
