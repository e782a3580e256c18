import { z } from 'zod'
import { defineRoute } from './defineRoute.ts'
import { clusterParams } from './routeParameters.ts'

const tags = ['clusters'] as [string]

/** A registered cluster; a credential is never part of it. */
export const clusterInfoSchema = z
  .object({
    name: z.string(),
    default: z.boolean(),
    reachable: z.boolean(),
    /** Version of the API server, e.g. `v1.34.4`. */
    version: z.string().optional(),
    /** Why it is not reachable. */
    reason: z.string().optional(),
  })
  .meta({ id: 'Cluster' })

const accessReviewSchema = z.strictObject({
  verb: z.string().min(1).max(63),
  group: z.string().max(253).default(''),
  resource: z.string().min(1).max(253),
  subresource: z.string().max(253).optional(),
  namespace: z.string().max(63).optional(),
  name: z.string().max(253).optional(),
})

export const clusterRoutes = {
  listClusters: defineRoute({
    operationId: 'listClusters',
    method: 'get',
    path: '/clusters',
    summary: 'The registered clusters and whether each is reachable',
    tags,
    request: {},
    status: 200,
    response: z.object({ items: z.array(clusterInfoSchema) }).meta({ id: 'ClusterList' }),
  }),
  reviewAccess: defineRoute({
    operationId: 'reviewAccess',
    method: 'post',
    path: '/clusters/{cluster}/access-reviews',
    summary: 'What the caller may do, asked for many things at once',
    tags,
    request: {
      params: clusterParams,
      body: z
        .strictObject({ reviews: z.array(accessReviewSchema).min(1).max(100) })
        .meta({ id: 'AccessReviewRequest' }),
    },
    status: 200,
    response: z
      .object({ reviews: z.array(z.object({ allowed: z.boolean(), reason: z.string().optional() })) })
      .meta({ id: 'AccessReviewResult' }),
  }),
}

export type ClusterInfo = z.output<typeof clusterInfoSchema>
export type AccessReview = z.input<typeof accessReviewSchema>
