import type { ExecResult, KubernetesEvent, Pod, PodMetricsResult, ResourceList } from '@catalyst/api'
import type { Request } from '../request/createRequest.ts'
import type { OperationBody, OperationParams, OperationQuery } from '../request/operationTypes.ts'
import type { CallOptions, PodRef } from './ResourceRef.ts'

export type PodListScope = OperationParams<'listPods'> & OperationQuery<'listPods'>
export type EventListScope = OperationParams<'listEvents'> & OperationQuery<'listEvents'>

/** Calls about pods and events. All throw CatalystError for a problem and NetworkError for no answer. */
export function createPodCalls(request: Request) {
  return {
    /** Pods of a namespace with all their containers, init and ephemeral ones too. */
    list({ cluster, namespace, ...query }: PodListScope, { signal }: CallOptions = {}): Promise<ResourceList<Pod>> {
      return request('listPods', { params: { cluster, namespace }, query, signal })
    },
    get(ref: PodRef, { signal }: CallOptions = {}): Promise<Pod> {
      return request('getPod', { params: ref, signal })
    },
    /** Usage, or in plain words why it can't be told. */
    metrics(ref: PodRef, { signal }: CallOptions = {}): Promise<PodMetricsResult> {
      return request('getPodMetrics', { params: ref, signal })
    },
    /** Runs one command to its end; a non-zero exit code is a result and no error. */
    exec(ref: PodRef, command: OperationBody<'execInPod'>, { signal }: CallOptions = {}): Promise<ExecResult> {
      return request('execInPod', { params: ref, body: command, signal })
    },
    /** Adds an ephemeral container, where allowed; in the answer it is the last one. */
    debug(ref: PodRef, container: OperationBody<'debugPod'>, { signal }: CallOptions = {}): Promise<Pod> {
      return request('debugPod', { params: ref, body: container, signal })
    },
    events(
      { cluster, namespace, ...query }: EventListScope,
      { signal }: CallOptions = {},
    ): Promise<ResourceList<KubernetesEvent>> {
      return request('listEvents', { params: { cluster, namespace }, query, signal })
    },
  }
}

export type PodCalls = ReturnType<typeof createPodCalls>
