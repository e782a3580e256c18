import { reviewAccess as askCluster } from '@catalyst/kubernetes-client'
import type { Logger } from 'pino'
import { createAccessReviewer } from '../access/createAccessReviewer.ts'
import { describeReview } from '../access/describeReview.ts'
import { rightsTimes } from '../access/rightsTimes.ts'
import { completeRecord } from '../audit/completeRecord.ts'
import { loggerSink } from '../audit/loggerSink.ts'
import { withPathNames, type PathClusters } from '../clusters/withPathNames.ts'
import type { Identity } from '../identity/Identity.ts'
import { assertPrefixes, impersonationFor } from '../identity/impersonationFor.ts'
import { ProxyMetrics } from '../metrics/ProxyMetrics.ts'
import { createLimiter } from '../limits/createLimiter.ts'
import { resolveLimits } from '../limits/ProxyLimits.ts'
import { identityOf } from '../middleware/identify.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyContext, WatchCaches } from '../ProxyContext.ts'
import type { ProxyOptions } from '../ProxyOptions.ts'
import { basePathOf } from './basePathOf.ts'
import { LastWork } from './LastWork.ts'

export interface ProxyContextParts {
  logger: Logger
  signal: AbortSignal
  createCaches: (context: Omit<ProxyContext, 'caches'>) => WatchCaches
}

/** Puts together what the route modules share. */
export function createProxyContext(
  options: ProxyOptions,
  { logger, signal, createCaches }: ProxyContextParts,
): ProxyContext {
  assertPrefixes(options.impersonation)
  const clusters = withPathNames(options.clusters)
  const metrics = new ProxyMetrics()
  const limits = resolveLimits(options.limits)
  const limiter = createLimiter({
    limits,
    perIdentity: options.authenticate !== undefined && options.authenticate.loopbackOnly !== true,
    onLimit: (limit) => metrics.limitHit(limit),
  })
  const sink = options.audit ?? loggerSink(logger)
  metrics.observeAudit(() => sink.health())

  const impersonate = (identity: Identity) => impersonationFor(identity, options.impersonation)

  async function kubeConfigFor(cluster: string) {
    return clusters.get(await clusterName(clusters, cluster))
  }

  const reviewAccess = createAccessReviewer(
    async (identity, cluster, review) =>
      askCluster(await kubeConfigFor(cluster), review, { impersonate: impersonate(identity) }),
    { keepMs: rightsTimes(options).keepMs, onResult: (result) => metrics.accessReviewed(result) },
  )

  const context: Omit<ProxyContext, 'caches'> = {
    options,
    basePath: basePathOf(options),
    logger,
    clusters,
    signal,
    lastWork: new LastWork(),
    metrics,
    limits,
    limiter,
    clusterName: (cluster) => clusterName(clusters, cluster),
    kubeConfigFor,
    identityOf,
    impersonationFor: impersonate,
    reviewAccess,
    async requireAccess(identity, cluster, review) {
      const { allowed } = await reviewAccess(identity, cluster, review)
      if (!allowed) throw new ProblemError('FORBIDDEN', `You may not ${describeReview(review)}.`)
    },
    audit: (record) => sink.write(completeRecord(record)),
  }
  return { ...context, caches: createCaches(context) }
}

async function clusterName(clusters: PathClusters, cluster: string): Promise<string> {
  const name = await clusters.nameOf(cluster)
  if (name !== undefined) return name
  const detail = cluster === '-' ? 'No cluster is configured.' : `No cluster is registered under the name "${cluster}".`
  throw new ProblemError('NOT_FOUND', detail, { missing: 'cluster' })
}
