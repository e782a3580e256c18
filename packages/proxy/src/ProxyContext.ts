import type { AccessReview, Environment, KubernetesEvent, Pod, Project } from '@catalyst/api'
import type {
  ClusterRegistry,
  Impersonation,
  ClusterAccess,
  WatchableObject,
  WatchCache,
} from '@catalyst/kubernetes-client'
import type { ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Logger } from 'pino'
import type { AuditRecord, AuditTarget } from './audit/AuditRecord.ts'
import type { LastWork } from './context/LastWork.ts'
import type { Identity } from './identity/Identity.ts'
import type { Limiter } from './limits/createLimiter.ts'
import type { ProxyLimits } from './limits/ProxyLimits.ts'
import type { ProxyMetrics } from './metrics/ProxyMetrics.ts'
import type { MatchedOperation } from './openapi/matchOperation.ts'
import type { ProblemError } from './problems/ProblemError.ts'
import type { ProxyOptions } from './ProxyOptions.ts'

/** What Hono carries through a request. Bindings are there on a socket and absent with `app.request`. */
export interface ProxyEnv {
  Bindings: Partial<HttpBindings> & {
    /** Whether nobody else has a hand in what is written to the socket. */
    ownsSocket?: boolean | undefined
  }
  Variables: {
    requestId: string
    identity: Identity | undefined
    /** Why what the caller showed is no credential, or can't be judged now. */
    refusal: ProblemError | undefined
    operation: MatchedOperation | undefined
    /** Registered name of the cluster that the path names, once it is known. */
    cluster: string | undefined
    /** The answer, where it is written by `writeBytes`. */
    written: { write: (outgoing: ServerResponse) => void; headers: Readonly<Record<string, string>> } | undefined
    /** What an operation is about, where the path doesn't say it; for the audit record. */
    target: AuditTarget | undefined
  }
}

/** A cache that is shared while anybody holds it; disposing gives it back. */
export interface CacheLease<TObject extends WatchableObject> extends Disposable {
  cache: WatchCache<TObject>
}

/**
 * The proxy's watches, opened with its own identity and shared by all readers: whoever reads one has checked the
 * caller's right before. Clusters are named by their registered name, never `-`.
 */
export interface WatchCaches extends AsyncDisposable {
  /** All environments of a cluster; started by the first call and kept until the end. */
  environments(cluster: string): Promise<WatchCache<Environment>>
  /** All projects of a cluster, likewise. */
  projects(cluster: string): Promise<WatchCache<Project>>
  /** Pods of a namespace; closed 60 s after the last lease was given back. */
  pods(cluster: string, namespace: string): Promise<CacheLease<Pod>>
  /** Events of a namespace, likewise. */
  events(cluster: string, namespace: string): Promise<CacheLease<KubernetesEvent>>
}

/** Whether the caller may do something, with the reason why not where the cluster gives one. */
export interface AccessAnswer {
  allowed: boolean
  reason?: string | undefined
}

/** What every route module is made from. */
export interface ProxyContext {
  options: ProxyOptions
  /** What every path of an answer begins with: `''`, or a path such as `/catalyst`. Paths of requests come without it. */
  basePath: string
  logger: Logger
  /** The clusters, under names that can be part of a path. */
  clusters: ClusterRegistry
  caches: WatchCaches
  /** Aborted when the proxy shuts down: whoever keeps a stream or a timer ends it then. */
  signal: AbortSignal
  /** The registered name behind a `:cluster` parameter; `-` is the default one. @throws ProblemError NOT_FOUND, missing `cluster`. */
  clusterName: (cluster: string) => Promise<string>
  /** The credentials of a cluster, by parameter or registered name. @throws ProblemError NOT_FOUND, missing `cluster`. */
  kubeConfigFor: (cluster: string) => Promise<ClusterAccess>
  /** The caller. @throws ProblemError UNAUTHORIZED where there is none. */
  identityOf: (c: Context<ProxyEnv>) => Identity
  /** As whom to ask Kubernetes; `undefined` for the owner of the cluster's credential. */
  impersonationFor: (identity: Identity) => Impersonation | undefined
  /** Asks the cluster whether a caller may do something; allowed answers are kept for a few seconds. */
  reviewAccess: (identity: Identity, cluster: string, review: AccessReview) => Promise<AccessAnswer>
  /** The same, as a gate. @throws ProblemError FORBIDDEN. */
  requireAccess: (identity: Identity, cluster: string, review: AccessReview) => Promise<void>
  /** Writes to the audit log, without waiting. */
  audit: (record: AuditRecord) => void
  /** The shutdown waits for it, a few seconds at most. */
  lastWork: LastWork
  metrics: ProxyMetrics
  limits: Readonly<ProxyLimits>
  /** Counts what callers ask, and refuses more than `limits` allow. */
  limiter: Limiter
}
