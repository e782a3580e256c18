import { compareOwnership } from '@catalyst/api/labels'
import { ConnectionError } from '../errors/ConnectionError.ts'
import { isAlreadyExists, isConnectionError, isKubernetesError, isNotFound } from '../errors/guards.ts'
import { KubernetesError } from '../errors/KubernetesError.ts'
import { NamespaceError } from '../errors/NamespaceError.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { namespaces, type Namespace } from '../resources/namespaces.ts'
import { applyPolicies } from './applyPolicies.ts'
import { getNamespace } from './getNamespace.ts'
import type { NamespaceOptions } from './NamespaceOptions.ts'
import { refuseSystemNamespace } from './refuseSystemNamespace.ts'
import { retryOnce } from './retryOnce.ts'

export interface EnsuredNamespace {
  namespace: Namespace
  /** Whether this call created it. */
  created: boolean
  /** `unclaimed`: it was there, with none of Catalyst's labels, and was left as it is. */
  ownership: 'ours' | 'unclaimed'
}

/**
 * Makes sure that a namespace exists, with its network policies and quota. One that is there already is fine when its
 * Catalyst labels are those that it would be created with, since names of different teams and projects can meet; one
 * without any such label belongs to nobody yet, and it is for the caller to claim it or not.
 *
 * A failure that may pass is met by one retry.
 *
 * @throws NamespaceError for a system namespace, one of another owner, or one that is being deleted; KubernetesError,
 * ConnectionError with the reason why it could not be created.
 */
export async function ensureNamespace(kubeConfig: ClusterAccess, options: NamespaceOptions): Promise<EnsuredNamespace> {
  refuseSystemNamespace(options.name)
  try {
    return await retryOnce(() => ensureOnce(kubeConfig, options), options.signal)
  } catch (error) {
    throw explain(error, options.name)
  }
}

async function ensureOnce(kubeConfig: ClusterAccess, options: NamespaceOptions): Promise<EnsuredNamespace> {
  const { namespace, created } = await getOrCreate(kubeConfig, options)
  const ownership = created ? 'ours' : judge(namespace, options)
  if (ownership === 'ours') await applyPolicies(kubeConfig, options.name, options)
  return { namespace, created, ownership }
}

async function getOrCreate(kubeConfig: ClusterAccess, options: NamespaceOptions) {
  const { name, labels, annotations, impersonate, signal, timeoutMs } = options
  const read = () => getNamespace(kubeConfig, name, { impersonate, signal, timeoutMs })
  try {
    return { namespace: await read(), created: false }
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
  const metadata = { name, labels: { ...labels }, ...(annotations && { annotations: { ...annotations } }) }
  try {
    const client = createResourceClient(namespaces, { kubeConfig, impersonate })
    return { namespace: await client.create({ metadata }, { signal, timeoutMs }), created: true }
  } catch (error) {
    // Somebody else was faster, which is fine when it was for the same owner.
    if (!isAlreadyExists(error)) throw error
    return { namespace: await read(), created: false }
  }
}

function judge({ metadata, status }: Namespace, { name, labels }: NamespaceOptions): EnsuredNamespace['ownership'] {
  const ownership = compareOwnership(metadata?.labels, labels)
  if (ownership.owner === 'other') {
    const { label, expected = '', actual = '' } = ownership
    throw new NamespaceError(
      `The namespace "${name}" belongs to another team, project or environment: its label ${label} is "${actual}" and not ` +
        `"${expected}". Choose a name that does not lead to the same namespace.`,
      { code: 'OwnedByAnother', namespace: name },
    )
  }
  if (metadata?.deletionTimestamp || status?.phase === 'Terminating') {
    throw new NamespaceError(`The namespace "${name}" is being deleted. Try again when it is gone.`, {
      code: 'Terminating',
      namespace: name,
    })
  }
  return ownership.owner === 'same' ? 'ours' : 'unclaimed'
}

/** The same error, saying what it was that failed. */
function explain(error: unknown, name: string): unknown {
  const prefix = `The namespace "${name}" could not be made ready: `
  if (isKubernetesError(error)) {
    const { status, reason, details } = error
    return new KubernetesError(prefix + error.message, { status, reason, details, cause: error })
  }
  if (isConnectionError(error))
    return new ConnectionError(prefix + error.message, { reason: error.reason, cause: error })
  return error
}
