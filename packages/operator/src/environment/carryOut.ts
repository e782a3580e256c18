import type { Environment } from '@catalyst/api'
import {
  createResourceClient,
  environments,
  isAlreadyExists,
  isKubernetesError,
  jobs,
  namespaces,
  type Job,
  type ClusterAccess,
} from '@catalyst/kubernetes-client'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { ignoreNotFound } from '../objects/ignoreNotFound.ts'
import { kindOf } from '../resources/ownedKinds.ts'
import { stampAnnotation } from '../objects/stamped.ts'
import type { RepairBudget } from '../runtime/RepairBudget.ts'
import type { WriteLog } from '../runtime/WriteLog.ts'
import type { Reference } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { readPullSecret } from './readPullSecret.ts'
import { keyOf } from './Surveyor.ts'

export const fieldManager = 'catalyst-operator'

export interface CarryOutOptions {
  kubeConfig: ClusterAccess
  writes: WriteLog
  /** How often the same is applied to an object that somebody else changes back. */
  repairs: RepairBudget
  signal: AbortSignal
}

export interface CarriedOut {
  /** Objects that were applied so often that they are left alone for a while from now on. */
  contested: readonly DesiredObject[]
  /** Milliseconds until one that was left alone may be applied; 0 where none was. */
  heldMs: number
}

/** The API server does not take an object, and would not take it another time. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** Does what a plan says, in its order; every step may be repeated. @throws RefusedError, and whatever is worth another try. */
export async function carryOut(environment: Environment, plan: Plan, options: CarryOutOptions): Promise<CarriedOut> {
  const { kubeConfig, writes, repairs, signal } = options
  const contested: DesiredObject[] = []
  let heldMs = 0
  const client = createResourceClient(environments, { kubeConfig, fieldManager })
  const { name, namespace = '', resourceVersion } = environment.metadata
  for (const object of plan.apply) {
    const stamp = object.metadata.annotations?.[stampAnnotation] ?? ''
    const what = `${environment.metadata.uid} ${keyOf(object.kind, object.metadata)} ${stamp}`
    const waitMs = repairs.waitMs(what)
    heldMs = Math.max(heldMs, waitMs)
    if (waitMs > 0) continue
    await apply(object, options)
    if (repairs.spend(what)) contested.push(object)
  }
  for (const reference of plan.remove) await remove(environment, reference, options)
  for (const wanted of plan.copies ?? []) {
    const copy = await readPullSecret(environment, wanted, options)
    if (copy !== undefined) await apply(copy, options)
  }
  if (plan.begin !== undefined) await begin(plan.begin, options)
  if (plan.deleteNamespace !== undefined) {
    const { name: target, uid } = plan.deleteNamespace
    const preconditions = { uid }
    const going = await createResourceClient(namespaces, { kubeConfig })
      .delete({ name: target }, { preconditions, signal })
      .catch(ignoreNotFound)
    if (going === undefined) writes.forget(keyOf('Namespace', { name: target }))
    else writes.wrote(keyOf('Namespace', { name: target }), going)
  }
  if (plan.status !== undefined) {
    const { apiVersion, kind } = environment
    const applied = { apiVersion, kind, metadata: { name, namespace }, status: plan.status }
    const written = await client.apply(applied as never, { subresource: 'status', force: true, signal })
    writes.wrote(keyOf('Environment', { namespace, name }), written)
  }
  if (plan.finalizers !== undefined) {
    // With the version that was seen: another one's finalizer must not be lost.
    const known = plan.status === undefined ? resourceVersion : undefined
    const patch = { metadata: { finalizers: plan.finalizers, ...(known !== undefined && { resourceVersion: known }) } }
    const written = await client.patch({ namespace, name }, patch, { signal }).catch(ignoreNotFound)
    if (written !== undefined) writes.wrote(keyOf('Environment', { namespace, name }), written)
  }
  return { contested, heldMs }
}

/** One that was begun by a pass that did not come to its end is taken up. */
async function begin(object: DesiredObject, { kubeConfig, writes, signal }: CarryOutOptions): Promise<void> {
  const { name, namespace } = object.metadata
  try {
    const client = createResourceClient(jobs, { kubeConfig, fieldManager })
    writes.wrote(keyOf('Job', { namespace, name }), await client.create(object as unknown as Job, { signal }))
  } catch (error) {
    if (!isAlreadyExists(error)) throw refusalOf(object, error)
  }
}

async function apply(object: DesiredObject, { kubeConfig, writes, signal }: CarryOutOptions): Promise<void> {
  const { name, namespace } = object.metadata
  try {
    const client = createResourceClient(kindOf(object), { kubeConfig, fieldManager })
    const written = await client.apply(object, { force: true, signal })
    writes.wrote(keyOf(object.kind, { namespace, name }), written)
  } catch (error) {
    throw refusalOf(object, error)
  }
}

function refusalOf({ kind, metadata }: Pick<DesiredObject, 'kind' | 'metadata'>, error: unknown): unknown {
  if (!isRefusal(error)) return error
  return new RefusedError(`The ${kind} ${metadata.name} is refused: ${error.message}`, { cause: error })
}

async function remove(
  { metadata, status }: Environment,
  { kind, name, namespace = status?.namespace }: Reference,
  { kubeConfig, writes, signal }: CarryOutOptions,
): Promise<void> {
  const reference = { namespace, name }
  const key = keyOf(kind, reference)
  const client = createResourceClient(kindOf({ kind }), { kubeConfig })
  // A Job stays until its pods are gone, so that whatever waits for it waits for them.
  const propagationPolicy = kind === 'Job' ? 'Foreground' : 'Background'
  try {
    const going = await client.delete(reference, { propagationPolicy, signal }).catch(ignoreNotFound)
    if (going === undefined) writes.forget(key)
    else writes.wrote(key, going)
  } catch (error) {
    // A deletion goes on without what is refused; else that is worth another try.
    throw metadata.deletionTimestamp === undefined ? error : refusalOf({ kind, metadata: { name } }, error)
  }
}

/** A namespace that is going refuses what is made in it; that passes. */
function isRefusal(error: unknown): error is Error {
  if (!isKubernetesError(error)) return false
  const isTerminating = /being terminated/.test(error.message)
  return !isTerminating && [400, 403, 422].includes(error.status ?? 0)
}
