import type { Project, ResourceList } from '@catalyst/api'
import type { Request } from '../request/createRequest.ts'
import type { OperationBody, OperationParams, OperationQuery } from '../request/operationTypes.ts'
import type { MergePatch } from './MergePatch.ts'
import type { CallOptions, ResourceRef } from './ResourceRef.ts'

export type ProjectWrite = OperationBody<'createProject'>
/** A JSON merge patch (RFC 7396) of a project: `null` removes a member. */
export type ProjectPatch = MergePatch<ProjectWrite>
export type ProjectListScope = OperationParams<'listProjects'> & OperationQuery<'listProjects'>

/** Calls about projects. All throw CatalystError for a problem and NetworkError for no answer. */
export function createProjectCalls(request: Request) {
  return {
    /** One page; `metadata.continue` of the answer asks for the next. */
    list({ cluster, ...query }: ProjectListScope = {}, { signal }: CallOptions = {}): Promise<ResourceList<Project>> {
      return request('listProjects', { params: { cluster }, query, signal })
    },
    get(ref: ResourceRef, { signal }: CallOptions = {}): Promise<Project> {
      return request('getProject', { params: ref, signal })
    },
    create(
      project: ProjectWrite,
      { cluster, signal }: CallOptions & { cluster?: string | undefined } = {},
    ): Promise<Project> {
      return request('createProject', { params: { cluster }, body: project, signal })
    },
    /** Needs `metadata.resourceVersion` (else CONFLICT when it is stale), unless `apply` asks to create or update. */
    replace(
      ref: ResourceRef,
      project: ProjectWrite,
      { apply, signal }: CallOptions & { apply?: boolean | undefined } = {},
    ): Promise<Project> {
      return request('replaceProject', { params: ref, query: { apply }, body: project, signal })
    },
    /** A JSON merge patch (RFC 7396): `null` removes a member. */
    patch(ref: ResourceRef, patch: ProjectPatch, { signal }: CallOptions = {}): Promise<Project> {
      return request('patchProject', { params: ref, body: patch, signal })
    },
    delete(ref: ResourceRef, { signal }: CallOptions = {}): Promise<Project> {
      return request('deleteProject', { params: ref, signal })
    },
  }
}

export type ProjectCalls = ReturnType<typeof createProjectCalls>
