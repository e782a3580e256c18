import type { Environment, EnvironmentMetrics, KubernetesEvent, Pod, ResourceList } from '@catalyst/api'
import type { Request } from '../request/createRequest.ts'
import type { OperationBody, OperationParams, OperationQuery, OperationResult } from '../request/operationTypes.ts'
import type { MergePatch } from './MergePatch.ts'
import type { CallOptions, ResourceRef } from './ResourceRef.ts'

export type EnvironmentWrite = OperationBody<'createEnvironment'>
/** A JSON merge patch (RFC 7396) of an environment: `null` removes a member. */
export type EnvironmentPatch = MergePatch<EnvironmentWrite>
export type EnvironmentListScope = OperationParams<'listEnvironments'> & OperationQuery<'listEnvironments'>
export type ConfigurationChange = OperationBody<'updateConfiguration'>

/** What a retry or restart answers: the environment, and the request by which its status will say that it was served. */
export type ActionResult = OperationResult<'retryEnvironment'>
/** What was detected, what overrides it, and what holds. */
export type Configuration = OperationResult<'getConfiguration'>
/** A token for a development environment's namespace, and a kubeconfig with it. */
export type EnvironmentToken = OperationResult<'createEnvironmentToken'>

/** Calls about environments. All throw CatalystError for a problem and NetworkError for no answer. */
export function createEnvironmentCalls(request: Request) {
  return {
    /** One page; `metadata.continue` of the answer asks for the next. */
    list(
      { cluster, ...query }: EnvironmentListScope = {},
      { signal }: CallOptions = {},
    ): Promise<ResourceList<Environment>> {
      return request('listEnvironments', { params: { cluster }, query, signal })
    },
    get(ref: ResourceRef, { signal }: CallOptions = {}): Promise<Environment> {
      return request('getEnvironment', { params: ref, signal })
    },
    /** An absent `metadata.namespace` is derived from the project. */
    create(
      environment: EnvironmentWrite,
      { cluster, signal }: CallOptions & { cluster?: string | undefined } = {},
    ): Promise<Environment> {
      return request('createEnvironment', { params: { cluster }, body: environment, signal })
    },
    /** Needs `metadata.resourceVersion` (else CONFLICT when it is stale), unless `apply` asks to create or update. */
    replace(
      ref: ResourceRef,
      environment: EnvironmentWrite,
      { apply, signal }: CallOptions & { apply?: boolean | undefined } = {},
    ): Promise<Environment> {
      return request('replaceEnvironment', { params: ref, query: { apply }, body: environment, signal })
    },
    /** A JSON merge patch (RFC 7396): `null` removes a member. */
    patch(ref: ResourceRef, patch: EnvironmentPatch, { signal }: CallOptions = {}): Promise<Environment> {
      return request('patchEnvironment', { params: ref, body: patch, signal })
    },
    /** Answers the object as it is when deletion began; `force` is for one that is stuck. */
    delete(
      ref: ResourceRef,
      { force, signal }: CallOptions & { force?: boolean | undefined } = {},
    ): Promise<Environment> {
      return request('deleteEnvironment', { params: ref, query: { force }, signal })
    },
    /** Deploys a Failed or Degraded one again. */
    retry(ref: ResourceRef, { signal }: CallOptions = {}): Promise<ActionResult> {
      return request('retryEnvironment', { params: ref, signal })
    },
    /** Runs the dev command of a Failed or Degraded one again. */
    restart(ref: ResourceRef, { signal }: CallOptions = {}): Promise<ActionResult> {
      return request('restartEnvironment', { params: ref, signal })
    },
    /** A token of one hour for its namespace; for development environments, and those who own them. It is a secret. */
    createToken(ref: ResourceRef, { signal }: CallOptions = {}): Promise<EnvironmentToken> {
      return request('createEnvironmentToken', { params: ref, signal })
    },
    pods(ref: ResourceRef, { signal }: CallOptions = {}): Promise<ResourceList<Pod>> {
      return request('listEnvironmentPods', { params: ref, signal })
    },
    events(ref: ResourceRef, { signal }: CallOptions = {}): Promise<ResourceList<KubernetesEvent>> {
      return request('listEnvironmentEvents', { params: ref, signal })
    },
    metrics(ref: ResourceRef, { signal }: CallOptions = {}): Promise<EnvironmentMetrics> {
      return request('getEnvironmentMetrics', { params: ref, signal })
    },
    configuration(ref: ResourceRef, { signal }: CallOptions = {}): Promise<Configuration> {
      return request('getConfiguration', { params: ref, signal })
    },
    configure(ref: ResourceRef, change: ConfigurationChange, { signal }: CallOptions = {}): Promise<Configuration> {
      return request('updateConfiguration', { params: ref, body: change, signal })
    },
    /** Goes back to what was detected. */
    resetConfiguration(
      ref: ResourceRef,
      { scope, signal }: CallOptions & OperationQuery<'resetConfiguration'> = {},
    ): Promise<Configuration> {
      return request('resetConfiguration', { params: ref, query: { scope }, signal })
    },
  }
}

export type EnvironmentCalls = ReturnType<typeof createEnvironmentCalls>
