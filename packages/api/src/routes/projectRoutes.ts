import { z } from 'zod'
import { groupVersion } from '../resources/apiGroup.ts'
import { dnsLabelSchema } from '../resources/metadataSchema.ts'
import { projectListSchema, projectSchema, projectSpecSchema } from '../resources/projectSchema.ts'
import { writableMetaSchema } from '../resources/writableMetaSchema.ts'
import { defineRoute } from './defineRoute.ts'
import { mergePatchSchema } from './environmentRoutes.ts'
import { clusterParams, flagSchema, listQuery, namedParams } from './routeParameters.ts'

const tags = ['projects'] as [string]
const collection = '/clusters/{cluster}/projects'
const one = '/clusters/{cluster}/namespaces/{namespace}/projects/{name}'

/** A Project as a client writes it. */
export const projectWriteSchema = z
  .object({
    apiVersion: z.literal(groupVersion).default(groupVersion),
    kind: z.literal('Project').default('Project'),
    metadata: writableMetaSchema.extend({
      name: dnsLabelSchema,
      namespace: dnsLabelSchema.meta({ description: 'The team.' }),
    }),
    spec: projectSpecSchema,
    status: z.unknown().optional(),
  })
  .meta({ id: 'ProjectWrite' })

export const projectRoutes = {
  listProjects: defineRoute({
    operationId: 'listProjects',
    method: 'get',
    path: collection,
    summary: 'All projects that the caller may see',
    tags,
    request: { params: clusterParams, query: listQuery.extend({ namespace: dnsLabelSchema.optional() }) },
    status: 200,
    response: projectListSchema,
  }),
  createProject: defineRoute({
    operationId: 'createProject',
    method: 'post',
    path: collection,
    summary: 'Create a project; its team namespace is made when missing',
    tags,
    request: { params: clusterParams, body: projectWriteSchema },
    status: 201,
    response: projectSchema,
  }),
  getProject: defineRoute({
    operationId: 'getProject',
    method: 'get',
    path: one,
    summary: 'One project',
    tags,
    request: { params: namedParams },
    status: 200,
    response: projectSchema,
  }),
  replaceProject: defineRoute({
    operationId: 'replaceProject',
    method: 'put',
    path: one,
    summary: 'Replace a project; needs metadata.resourceVersion unless apply=true, which creates or updates',
    tags,
    request: { params: namedParams, query: z.object({ apply: flagSchema.optional() }), body: projectWriteSchema },
    status: 200,
    response: projectSchema,
  }),
  patchProject: defineRoute({
    operationId: 'patchProject',
    method: 'patch',
    path: one,
    summary: 'Change a project by a JSON merge patch',
    tags,
    request: { params: namedParams, body: mergePatchSchema, bodyType: 'application/merge-patch+json' },
    status: 200,
    response: projectSchema,
  }),
  deleteProject: defineRoute({
    operationId: 'deleteProject',
    method: 'delete',
    path: one,
    summary: 'Delete a project',
    tags,
    request: { params: namedParams },
    status: 202,
    response: projectSchema,
  }),
}
