import { annotations, apiGroup, environmentFinalizer, type Environment } from '@catalyst/api'
import { createResourceClient, environments, isNotFound } from '@catalyst/kubernetes-client'
import type { Caller, ObjectRef } from '../objects/Caller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { AuditRecord } from '../audit/AuditRecord.ts'
import type { RestContext } from '../RestContext.ts'
import { environmentNamespace } from './environmentNamespace.ts'

export type ForceDelete = (
  caller: Caller,
  ref: ObjectRef,
  audit: Pick<AuditRecord, 'requestId'>,
) => Promise<Environment>

export interface ForcedDeletionOptions {
  /** How long the operator has to let go, in milliseconds. @default 30_000 */
  operatorHasMs?: number | undefined
}

/**
 * Deletes an environment that is stuck. The operator sees the annotation and lets go without an orderly end; where it
 * doesn't, Catalyst's own finalizer is taken off in its place, and nobody else's. Asking again after that time, also
 * after a restart of this process, takes it off at once.
 */
export function createForcedDeletion(context: RestContext, options: ForcedDeletionOptions = {}): ForceDelete {
  const { operatorHasMs = 30_000 } = options

  return async function forceDelete(caller, ref, { requestId }) {
    const before = await context.environments.getFresh(caller, ref)
    await requireRight(context, caller, before)
    const asked = before.metadata.annotations?.[annotations.forceDelete]
    if (asked === undefined) {
      const patch = { metadata: { annotations: { [annotations.forceDelete]: new Date().toISOString() } } }
      await context.environments.patch(caller, ref, patch)
    }
    const environment = await context.environments.delete(caller, ref)
    const waitMs = Math.max(0, operatorHasMs - ageOf(asked))
    const release = () => letGo(context, caller, { environment, requestId })
    if (waitMs === 0) await release()
    else schedule(context, release, waitMs)
    return environment
  }
}

/** Whoever may deploy; for a development environment also whoever may delete it, which its owners may. */
async function requireRight(
  context: RestContext,
  { identity, cluster }: Caller,
  { metadata, spec }: Environment,
): Promise<void> {
  const { namespace, name } = metadata
  const review = { group: apiGroup, resource: 'environments', namespace, name }
  const { allowed } = await context.reviewAccess(identity, cluster, { ...review, verb: 'deploy' })
  if (allowed) return
  if (spec.type !== 'development') {
    throw new ProblemError('FORBIDDEN', 'You may not deploy this environment, so you may not delete it by force.')
  }
  await context.requireAccess(identity, cluster, { ...review, verb: 'delete' })
}

function schedule({ signal, logger }: RestContext, release: () => Promise<void>, waitMs: number): void {
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', cancel)
    release().catch((error: unknown) => logger.error({ err: error }, 'could not take the finalizer off'))
  }, waitMs)
  const cancel = () => clearTimeout(timer)
  signal.addEventListener('abort', cancel, { once: true })
}

/** As the proxy itself: the right was checked when it was asked for. */
async function letGo(
  context: RestContext,
  { kubeConfig, identity, cluster }: Caller,
  { environment, requestId }: { environment: Environment; requestId: string },
): Promise<void> {
  const { name, namespace = '', uid } = environment.metadata
  const client = createResourceClient(environments, { kubeConfig })
  try {
    const { metadata } = await client.get({ namespace, name })
    const index = metadata.uid === uid ? (metadata.finalizers ?? []).indexOf(environmentFinalizer) : -1
    if (index < 0) return
    const path = `/metadata/finalizers/${index}`
    // The test makes the removal fail rather than hit another finalizer that took the place meanwhile.
    const patch = [
      { op: 'test', path, value: environmentFinalizer },
      { op: 'remove', path },
    ]
    await client.patch({ namespace, name }, patch, { type: 'json' })
  } catch (error) {
    if (isNotFound(error)) return
    throw error
  }
  const left = `namespace "${environmentNamespace(environment, environment.metadata.namespace)}" and what runs in it`
  context.audit({
    requestId,
    subject: identity.subject,
    operation: 'deleteEnvironment.force',
    cluster,
    namespace,
    name,
    note: `The operator did not react, so its finalizer was taken off. What may be left: ${left}.`,
  })
}

function ageOf(asked: string | undefined): number {
  const time = asked === undefined ? NaN : Date.parse(asked)
  return Number.isNaN(time) ? 0 : Date.now() - time
}
