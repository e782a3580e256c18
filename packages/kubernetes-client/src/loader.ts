import type * as clientNode from '@kubernetes/client-node'
import { importLate } from './internals/importLate.ts'
import { node20 } from './internals/node20.ts'

export type {
  AppsV1Api,
  Cluster,
  Context,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  User,
  V1ClusterRole,
  V1ConfigMap,
  V1CustomResourceDefinition,
  V1Deployment,
  V1Ingress,
  V1Job,
  V1Lease,
  V1Namespace,
  V1NetworkPolicy,
  V1PersistentVolumeClaim,
  V1ResourceQuota,
  V1Role,
  V1RoleBinding,
  V1Secret,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
} from '@kubernetes/client-node'

/** The module `@kubernetes/client-node`. */
export type ClientNode = typeof clientNode

let loading: Promise<ClientNode> | undefined

/**
 * Loads `@kubernetes/client-node`, once and only when it is needed: it takes half a second, is an ES module alone, and
 * has no place in a browser or in a server's bundle.
 */
export function loadClientNode(): Promise<ClientNode> {
  loading ??= importClientNode().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function importClientNode(): Promise<ClientNode> {
  await node20()
  return importLate(() => import('@kubernetes/client-node'), '@kubernetes/client-node')
}

/** The constructor of the API for pods, namespaces, services …; `kubeConfig.makeApiClient` makes an instance of it. */
export async function getCoreV1Api(): Promise<ClientNode['CoreV1Api']> {
  return (await loadClientNode()).CoreV1Api
}

/** The constructor of the API for deployments, stateful sets …; `kubeConfig.makeApiClient` makes an instance of it. */
export async function getAppsV1Api(): Promise<ClientNode['AppsV1Api']> {
  return (await loadClientNode()).AppsV1Api
}

/** The constructor of the API for custom resources; `kubeConfig.makeApiClient` makes an instance of it. */
export async function getCustomObjectsApi(): Promise<ClientNode['CustomObjectsApi']> {
  return (await loadClientNode()).CustomObjectsApi
}
