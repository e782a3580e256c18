import { isDeepStrictEqual } from 'node:util'
import { createResourceClient, defineResource, type KubernetesObject } from '@catalyst/kubernetes-client'
import { allowedKinds } from '@catalyst/operator/deployment'
import type { LiveObject } from '../cluster/LiveObject.ts'
import type { RemovalTask } from '../Deployment.ts'
import { nameOf, type ManifestObject } from '../objects/ManifestObject.ts'

/** Applies nothing: it owns fields only in answers to dry runs. */
const fieldManager = 'catalyst-deployer-drift'

export interface Comparison {
  wanted: ManifestObject
  live: LiveObject | undefined
}

/**
 * Looks for an object that is not as the chart renders it: deleted, or changed by somebody. The API server itself compares, by a dry run of
 * an apply, because only it knows what equal quantities and defaults are.
 *
 * @returns what is different, for people, or nothing.
 */
export async function findDrift(comparisons: readonly Comparison[], task: RemovalTask): Promise<string | undefined> {
  for (const { wanted, live } of comparisons) {
    if (live === undefined) return `${nameOf(wanted)} is gone`
    if (!(await isAsWanted(wanted, live, task))) return `${nameOf(wanted)} was changed`
  }
  return undefined
}

async function isAsWanted(wanted: ManifestObject, live: LiveObject, task: RemovalTask): Promise<boolean> {
  const { order, kubeConfig, signal } = task
  const client = createResourceClient(definitionOf(wanted), { kubeConfig, fieldManager })
  const placed = { ...wanted, metadata: { ...wanted.metadata, namespace: order.namespace } }
  try {
    const applied = await client.apply(placed, { dryRun: true, signal })
    return isDeepStrictEqual(withoutVersions(live), withoutVersions(applied))
  } catch {
    signal.throwIfAborted()
    // The upgrade will say what is wrong.
    return false
  }
}

function definitionOf({ apiVersion, kind }: ManifestObject) {
  const plural = allowedKinds.find((allowed) => allowed.apiVersion === apiVersion && allowed.kind === kind)?.plural
  if (plural === undefined) throw new RangeError(`${kind} is none of the kinds that are allowed`)
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  return defineResource<KubernetesObject>({ group, version, plural, kind, namespaced: true })
}

function withoutVersions(object: KubernetesObject): object {
  const {
    resourceVersion: _version,
    generation: _generation,
    managedFields: _fields,
    ...metadata
  } = object.metadata ?? {}
  return { ...object, metadata }
}
