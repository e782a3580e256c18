import { z } from 'zod'
import { phaseFilters, phases } from '../phases.ts'
import { environmentListSchema, environmentSchema, environmentSpecSchema } from '../resources/environmentSchema.ts'
import { dnsLabelSchema } from '../resources/metadataSchema.ts'
import { environmentMetricsSchema } from '../resources/metricsSchema.ts'
import { podListSchema } from '../resources/podSchema.ts'
import { eventListSchema } from '../resources/eventSchema.ts'
import { groupVersion } from '../resources/apiGroup.ts'
import { writableMetaSchema } from '../resources/writableMetaSchema.ts'
import { defineRoute } from './defineRoute.ts'
import { clusterParams, flagSchema, listQuery, namedParams, repeatedSchema } from './routeParameters.ts'
import { logQuery } from './podRoutes.ts'

const tags = ['environments'] as [string]
const collection = '/clusters/{cluster}/environments'
const one = '/clusters/{cluster}/namespaces/{namespace}/environments/{name}'

/** An Environment as a client writes it; kind and version may be left out, status is the operator's and is ignored. */
export const environmentWriteSchema = z
  .object({
    apiVersion: z.literal(groupVersion).default(groupVersion),
    kind: z.literal('Environment').default('Environment'),
    metadata: writableMetaSchema.extend({ name: dnsLabelSchema }),
    spec: environmentSpecSchema,
    status: z.unknown().optional(),
  })
  .meta({ id: 'EnvironmentWrite' })

/** A JSON merge patch (RFC 7396) of an Environment. */
export const mergePatchSchema = z.record(z.string(), z.unknown()).meta({ id: 'MergePatch' })

const actionResultSchema = z
  .object({ environment: environmentSchema, request: z.string() })
  .meta({ id: 'ActionResult' })

/** What programs of a development environment act with: good for its namespace alone, and for an hour. */
export const environmentTokenSchema = z
  .object({
    /** A bearer token for the API server. It is a secret: who has it can do what an owner of the environment may. */
    token: z.string(),
    expiresAt: z.iso.datetime(),
    /** Where it is good. */
    namespace: z.string(),
    /** The service account that it is of. */
    serviceAccount: z.string(),
    /** Address of the API server. */
    server: z.string(),
    /** A kubeconfig file with the token, whose context is the namespace. */
    kubeconfig: z.string(),
  })
  .meta({ id: 'EnvironmentToken' })

/** What was detected, what overrides it, and what holds. */
export const configurationSchema = z
  .object({
    detected: z.object({ type: z.string().optional(), command: z.string().optional(), workdir: z.string().optional() }),
    project: z.object({ devCommand: z.string().optional(), workdir: z.string().optional() }),
    environment: z.object({ devCommand: z.string().optional(), workdir: z.string().optional() }),
    effective: z.object({ devCommand: z.string().optional(), workdir: z.string().optional() }),
  })
  .meta({ id: 'Configuration' })

export const configurationScopeSchema = z.enum(['project', 'environment']).default('project')

export const environmentRoutes = {
  listEnvironments: defineRoute({
    operationId: 'listEnvironments',
    method: 'get',
    path: collection,
    summary: 'All environments that the caller may see',
    tags,
    request: {
      params: clusterParams,
      query: listQuery.extend({
        namespace: dnsLabelSchema.optional(),
        team: z.string().max(63).optional(),
        project: z.string().max(63).optional(),
        /** A phase, or a filter that groups phases. */
        phase: z.enum([...phases, ...phaseFilters]).optional(),
      }),
    },
    status: 200,
    response: environmentListSchema,
  }),
  createEnvironment: defineRoute({
    operationId: 'createEnvironment',
    method: 'post',
    path: collection,
    summary: 'Create an environment; its namespace is derived from projectRef and made when missing',
    tags,
    request: { params: clusterParams, body: environmentWriteSchema },
    status: 201,
    response: environmentSchema,
  }),
  getEnvironment: defineRoute({
    operationId: 'getEnvironment',
    method: 'get',
    path: one,
    summary: 'One environment',
    tags,
    request: { params: namedParams },
    status: 200,
    response: environmentSchema,
  }),
  replaceEnvironment: defineRoute({
    operationId: 'replaceEnvironment',
    method: 'put',
    path: one,
    summary: 'Replace an environment; needs metadata.resourceVersion unless apply=true, which creates or updates',
    tags,
    request: { params: namedParams, query: z.object({ apply: flagSchema.optional() }), body: environmentWriteSchema },
    status: 200,
    response: environmentSchema,
  }),
  patchEnvironment: defineRoute({
    operationId: 'patchEnvironment',
    method: 'patch',
    path: one,
    summary: 'Change an environment by a JSON merge patch',
    tags,
    request: { params: namedParams, body: mergePatchSchema, bodyType: 'application/merge-patch+json' },
    status: 200,
    response: environmentSchema,
  }),
  deleteEnvironment: defineRoute({
    operationId: 'deleteEnvironment',
    method: 'delete',
    path: one,
    summary: 'Delete an environment; force=true for a stuck one',
    tags,
    request: { params: namedParams, query: z.object({ force: flagSchema.optional() }) },
    status: 202,
    response: environmentSchema,
  }),
  retryEnvironment: defineRoute({
    operationId: 'retryEnvironment',
    method: 'post',
    path: `${one}/retry`,
    summary: 'Deploy a Failed or Degraded environment again',
    tags,
    request: { params: namedParams },
    status: 202,
    response: actionResultSchema,
  }),
  restartEnvironment: defineRoute({
    operationId: 'restartEnvironment',
    method: 'post',
    path: `${one}/restart`,
    summary: 'Run the dev command of a Failed or Degraded environment again',
    tags,
    request: { params: namedParams },
    status: 202,
    response: actionResultSchema,
  }),
  createEnvironmentToken: defineRoute({
    operationId: 'createEnvironmentToken',
    method: 'post',
    path: `${one}/token`,
    summary: 'A token of one hour for the namespace of a development environment, for its owners',
    tags,
    request: { params: namedParams },
    status: 201,
    response: environmentTokenSchema,
  }),
  getConfiguration: defineRoute({
    operationId: 'getConfiguration',
    method: 'get',
    path: `${one}/configuration`,
    summary: 'Detected and overridden command',
    tags,
    request: { params: namedParams },
    status: 200,
    response: configurationSchema,
  }),
  updateConfiguration: defineRoute({
    operationId: 'updateConfiguration',
    method: 'patch',
    path: `${one}/configuration`,
    summary: 'Override the command for the project or for this environment',
    tags,
    request: {
      params: namedParams,
      body: z.strictObject({
        scope: configurationScopeSchema,
        devCommand: z.string().min(1).max(4096).nullable().optional(),
        workdir: z.string().min(1).max(1024).nullable().optional(),
      }),
    },
    status: 200,
    response: configurationSchema,
  }),
  resetConfiguration: defineRoute({
    operationId: 'resetConfiguration',
    method: 'delete',
    path: `${one}/configuration`,
    summary: 'Go back to what was detected',
    tags,
    request: { params: namedParams, query: z.object({ scope: configurationScopeSchema }) },
    status: 200,
    response: configurationSchema,
  }),
  listEnvironmentPods: defineRoute({
    operationId: 'listEnvironmentPods',
    method: 'get',
    path: `${one}/pods`,
    summary: 'Pods that run in an environment',
    tags,
    request: { params: namedParams },
    status: 200,
    response: podListSchema,
  }),
  listEnvironmentEvents: defineRoute({
    operationId: 'listEnvironmentEvents',
    method: 'get',
    path: `${one}/events`,
    summary: 'Events of an environment and of what runs in it',
    tags,
    request: { params: namedParams },
    status: 200,
    response: eventListSchema,
  }),
  getEnvironmentMetrics: defineRoute({
    operationId: 'getEnvironmentMetrics',
    method: 'get',
    path: `${one}/metrics`,
    summary: 'Usage of an environment against its quota',
    tags,
    request: { params: namedParams },
    status: 200,
    response: environmentMetricsSchema,
  }),
  getEnvironmentLog: defineRoute({
    operationId: 'getEnvironmentLog',
    method: 'get',
    path: `${one}/log`,
    summary: 'The merged log of all containers of all pods of an environment',
    tags,
    request: { params: namedParams, query: logQuery.extend({ pod: repeatedSchema.optional() }) },
    status: 200,
    responseType: 'text/plain',
  }),
}
