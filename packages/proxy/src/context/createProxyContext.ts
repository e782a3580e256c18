import type { ClusterRegistry } from '@catalyst/kubernetes-client'
import { reviewAccess as askCluster } from '@catalyst/kubernetes-client'
import type { Logger } from 'pino'
import { createAccessReviewer } from '../access/createAccessReviewer.ts'
import { describeReview } from '../access/describeReview.ts'
import { withPathNames } from '../clusters/withPathNames.ts'
import { impersonationFor } from '../identity/impersonationFor.ts'
import { identityOf } from '../middleware/identify.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyContext, WatchCaches } from '../ProxyContext.ts'
import type { ProxyOptions } from '../ProxyOptions.ts'

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
  const clusters = withPathNames(options.clusters)
  const audited = logger.child({ audit: true })

  async function kubeConfigFor(cluster: string) {
    return clusters.get(await clusterName(clusters, cluster))
  }

  const reviewAccess = createAccessReviewer(async (identity, cluster, review) =>
    askCluster(await kubeConfigFor(cluster), review, { impersonate: impersonationFor(identity) }),
  )

  const context: Omit<ProxyContext, 'caches'> = {
    options,
    logger,
    clusters,
    signal,
    clusterName: (cluster) => clusterName(clusters, cluster),
    kubeConfigFor,
    identityOf,
    impersonationFor,
    reviewAccess,
    async requireAccess(identity, cluster, review) {
      const { allowed } = await reviewAccess(identity, cluster, review)
      if (!allowed) throw new ProblemError('FORBIDDEN', `You may not ${describeReview(review)}.`)
    },
    audit(record) {
      audited.info(record, record.operation)
    },
  }
  return { ...context, caches: createCaches(context) }
}

async function clusterName(clusters: ClusterRegistry, cluster: string): Promise<string> {
  const entries = await clusters.list()
  const entry = entries.find(({ name, isDefault }) => (cluster === '-' ? isDefault : name === cluster))
  if (entry !== undefined) return entry.name
  const detail = cluster === '-' ? 'No cluster is configured.' : `No cluster is registered under the name "${cluster}".`
  throw new ProblemError('NOT_FOUND', detail, { missing: 'cluster' })
}
