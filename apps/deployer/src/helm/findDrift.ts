import { isDeepStrictEqual } from 'node:util'
import { createResourceClient, defineResource, isNotFound, type KubernetesObject } from '@catalyst/kubernetes-client'
import { allowedKinds } from '@catalyst/operator/deployment'
import type { RemovalTask } from '../Deployment.ts'
import type { Rendered, RenderedObject } from './readRendered.ts'

/** Applies nothing: it owns fields only in answers to dry runs. */
const fieldManager = 'catalyst-deployer-drift'

/**
 * Looks for an object that is not as the chart renders it: deleted, or changed by somebody. The API server itself compares, by a dry run of
 * an apply, because only it knows what equal quantities and defaults are.
 *
 * @returns what is different, for people, or nothing.
 */
export async function findDrift(rendered: readonly Rendered[], task: RemovalTask): Promise<string | undefined> {
  for (const { object } of rendered) {
    task.signal.throwIfAborted()
    const drift = await driftOf(object, task)
    if (drift !== undefined) return `${object.kind} ${object.metadata.name ?? ''} ${drift}`
  }
  return undefined
}

async function driftOf(
  object: RenderedObject,
  { order, kubeConfig, signal }: RemovalTask,
): Promise<string | undefined> {
  const { name = '' } = object.metadata
  const client = createResourceClient(definitionOf(object), { kubeConfig, fieldManager })
  try {
    const present = await client.get({ namespace: order.namespace, name }, { signal })
    const namespaced = { ...object, metadata: { ...object.metadata, namespace: order.namespace } }
    const wanted = await client.apply(namespaced, { dryRun: true, signal })
    return isDeepStrictEqual(withoutVersions(present), withoutVersions(wanted)) ? undefined : 'was changed'
  } catch (error) {
    if (isNotFound(error)) return 'is gone'
    signal.throwIfAborted()
    // The upgrade will say what is wrong.
    return 'could not be compared'
  }
}

function definitionOf({ apiVersion, kind }: RenderedObject) {
  const plural = allowedKinds.find((allowed) => allowed.apiVersion === apiVersion && allowed.kind === kind)?.plural
  if (plural === undefined) throw new TypeError(`${apiVersion} ${kind} is not allowed, and was not refused.`)
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  return defineResource<KubernetesObject>({ group, version, plural, kind, namespaced: true })
}

function withoutVersions(object: KubernetesObject): object {
  const { resourceVersion: _version, generation: _generation, ...metadata } = object.metadata ?? {}
  return { ...object, metadata }
}
