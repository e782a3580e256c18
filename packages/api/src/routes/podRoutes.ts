import { z } from 'zod'
import { execRequestSchema, execResultSchema } from '../exec/execSchema.ts'
import { eventListSchema } from '../resources/eventSchema.ts'
import { podMetricsResultSchema } from '../resources/metricsSchema.ts'
import { podListSchema, podSchema } from '../resources/podSchema.ts'
import { defineRoute } from './defineRoute.ts'
import { countSchema, flagSchema, listQuery, namespaceParams, podParams, repeatedSchema } from './routeParameters.ts'

const tags = ['pods'] as [string]
const collection = '/clusters/{cluster}/namespaces/{namespace}/pods'
const one = `${collection}/{pod}` as const

/** What a log request takes. With `Accept: text/event-stream` it answers events, else the bytes as they are. */
export const logQuery = z.object({
  container: repeatedSchema.optional(),
  /** Lines of backlog per container. */
  tailLines: countSchema.optional(),
  follow: flagSchema.optional(),
  previous: flagSchema.optional(),
  timestamps: flagSchema.optional(),
  sinceSeconds: countSchema.optional(),
  sinceTime: z.iso.datetime({ offset: true }).optional(),
  limitBytes: countSchema.optional(),
})

/** Query of the interactive exec, as in Kubernetes, with Catalyst's `session`, `received` and `ack`. */
export const execQuery = z.object({
  command: repeatedSchema.optional(),
  container: z.string().max(63).optional(),
  tty: flagSchema.optional(),
  stdin: flagSchema.optional(),
  stdout: flagSchema.optional(),
  stderr: flagSchema.optional(),
  session: z.uuid().optional(),
  received: countSchema.optional(),
  ack: flagSchema.optional(),
})

export const debugRequestSchema = z
  .strictObject({
    /** Absent for the image that this server is configured with. */
    image: z.string().min(1).max(512).optional(),
    /** Container whose processes the new one sees. */
    targetContainer: z.string().max(63).optional(),
    command: z.array(z.string().max(4096)).max(64).optional(),
  })
  .meta({ id: 'DebugRequest' })

export const podRoutes = {
  listPods: defineRoute({
    operationId: 'listPods',
    method: 'get',
    path: collection,
    summary: 'Pods of a namespace with all their containers',
    tags,
    request: { params: namespaceParams, query: listQuery },
    status: 200,
    response: podListSchema,
  }),
  getPod: defineRoute({
    operationId: 'getPod',
    method: 'get',
    path: one,
    summary: 'One pod',
    tags,
    request: { params: podParams },
    status: 200,
    response: podSchema,
  }),
  getPodMetrics: defineRoute({
    operationId: 'getPodMetrics',
    method: 'get',
    path: `${one}/metrics`,
    summary: 'Usage of a pod and its containers',
    tags,
    request: { params: podParams },
    status: 200,
    response: podMetricsResultSchema,
  }),
  getPodLog: defineRoute({
    operationId: 'getPodLog',
    method: 'get',
    path: `${one}/log`,
    summary: 'The log of a pod: plain text, or events with Accept: text/event-stream',
    tags,
    request: { params: podParams, query: logQuery },
    status: 200,
    responseType: 'text/plain',
  }),
  execInPod: defineRoute({
    operationId: 'execInPod',
    method: 'post',
    path: `${one}/exec`,
    summary: 'Run a command and answer its output and exit code',
    tags,
    request: { params: podParams, body: execRequestSchema },
    status: 200,
    response: execResultSchema,
  }),
  openExec: defineRoute({
    operationId: 'openExec',
    method: 'get',
    path: `${one}/exec`,
    summary: 'Interactive exec: upgrade to a WebSocket with subprotocol v5.channel.k8s.io',
    tags,
    request: { params: podParams, query: execQuery },
    status: 101,
  }),
  debugPod: defineRoute({
    operationId: 'debugPod',
    method: 'post',
    path: `${one}/debug`,
    summary: 'Add an ephemeral container to a pod; it is the last one in the answer',
    tags,
    request: { params: podParams, body: debugRequestSchema },
    status: 201,
    response: podSchema,
  }),
  listEvents: defineRoute({
    operationId: 'listEvents',
    method: 'get',
    path: '/clusters/{cluster}/namespaces/{namespace}/events',
    summary: 'Events of a namespace',
    tags,
    request: { params: namespaceParams, query: listQuery },
    status: 200,
    response: eventListSchema,
  }),
}
