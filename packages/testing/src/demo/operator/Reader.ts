import type { Environment, KubernetesEvent, Pod, Project } from '@catalyst/api'
import type { Deployment, Job, Namespace } from '@catalyst/kubernetes-client'
import { labels } from '@catalyst/api/labels'
import type { ApiOperations, ObjectRef } from '../../cluster/api/ApiOperations.ts'
import { resources } from './resources.ts'

/** Reads of the cluster, with their types. */
export interface Reader {
  environment(ref: ObjectRef): Environment | undefined
  project(ref: ObjectRef): Project | undefined
  namespace(name: string): Namespace | undefined
  jobs(namespace: string): Job[]
  deployments(namespace: string): Deployment[]
  pods(namespace: string): Pod[]
  events(namespace: string): KubernetesEvent[]
}

export function createReader(api: ApiOperations): Reader {
  // The types of the contract describe what the schemas of the cluster have let in.
  const get = <T>(resource: string, ref: ObjectRef) => api.get(resource, ref) as T | undefined
  const list = <T>(resource: string, namespace: string) =>
    api.list(resource, { namespace, labelSelector: labels.environment }) as unknown as T[]
  return {
    environment: (ref) => get(resources.environments, ref),
    project: (ref) => get(resources.projects, ref),
    namespace: (name) => get(resources.namespaces, { name }),
    jobs: (namespace) => list(resources.jobs, namespace),
    deployments: (namespace) => list(resources.deployments, namespace),
    pods: (namespace) => list(resources.pods, namespace),
    events: (namespace) => api.list(resources.events, { namespace }) as unknown as KubernetesEvent[],
  }
}
