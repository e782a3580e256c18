import type { Impersonation, ClusterAccess } from '@catalyst/kubernetes-client'
import type { Context } from 'hono'
import type { Identity } from '../identity/Identity.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'

/** Who asks which cluster, and how the cluster is asked for them. */
export interface Caller {
  identity: Identity
  /** Registered name of the cluster. */
  cluster: string
  kubeConfig: ClusterAccess
  /** Absent where the cluster's own credential is used. */
  impersonate?: Impersonation | undefined
  /** Aborted when the client goes away. */
  signal: AbortSignal
}

/** A reference as paths name it. */
export interface ObjectRef {
  namespace: string
  name: string
}

/** The caller of a request under `/clusters/:cluster`. @throws ProblemError UNAUTHORIZED, or NOT_FOUND, missing `cluster`. */
export async function callerOf(context: ProxyContext, c: Context<ProxyEnv>): Promise<Caller> {
  const identity = context.identityOf(c)
  const cluster = await context.clusterName(c.req.param('cluster') ?? '-')
  c.set('cluster', cluster)
  const kubeConfig = await context.kubeConfigFor(cluster)
  return {
    identity,
    cluster,
    kubeConfig,
    impersonate: context.impersonationFor(identity),
    // Made only where it is asked for, which an answer from memory never does.
    get signal() {
      return c.req.raw.signal
    },
  }
}
