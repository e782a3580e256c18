import type {
  V1ClusterRole,
  V1ConfigMap,
  V1CustomResourceDefinition,
  V1Deployment,
  V1Ingress,
  V1Job,
  V1Lease,
  V1NetworkPolicy,
  V1PersistentVolumeClaim,
  V1ResourceQuota,
  V1Role,
  V1RoleBinding,
  V1Secret,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
} from '../loader.ts'
import { defineResource } from './defineResource.ts'
import type { Plain } from './Plain.ts'
import type { ResourceDefinition } from './ResourceDefinition.ts'

export type ResourceQuota = Plain<V1ResourceQuota>
export type NetworkPolicy = Plain<V1NetworkPolicy>
export type Secret = Plain<V1Secret>
export type ConfigMap = Plain<V1ConfigMap>
export type Service = Plain<V1Service>
export type ServiceAccount = Plain<V1ServiceAccount>
export type PersistentVolumeClaim = Plain<V1PersistentVolumeClaim>
export type Deployment = Plain<V1Deployment>
export type StatefulSet = Plain<V1StatefulSet>
export type Job = Plain<V1Job>
export type Ingress = Plain<V1Ingress>
export type Role = Plain<V1Role>
export type RoleBinding = Plain<V1RoleBinding>
export type ClusterRole = Plain<V1ClusterRole>
export type Lease = Plain<V1Lease>
export type CustomResourceDefinition = Plain<V1CustomResourceDefinition>

const core = { group: '', version: 'v1', namespaced: true } as const
const apps = { group: 'apps', version: 'v1', namespaced: true } as const
const batch = { group: 'batch', version: 'v1', namespaced: true } as const
const networking = { group: 'networking.k8s.io', version: 'v1', namespaced: true } as const
const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1', namespaced: true } as const

export const resourceQuotas: ResourceDefinition<ResourceQuota, ResourceQuota> = defineResource({
  ...core,
  plural: 'resourcequotas',
  kind: 'ResourceQuota',
})
export const secrets: ResourceDefinition<Secret, Secret> = defineResource({
  ...core,
  plural: 'secrets',
  kind: 'Secret',
})
export const configMaps: ResourceDefinition<ConfigMap, ConfigMap> = defineResource({
  ...core,
  plural: 'configmaps',
  kind: 'ConfigMap',
})
export const services: ResourceDefinition<Service, Service> = defineResource({
  ...core,
  plural: 'services',
  kind: 'Service',
})
export const serviceAccounts: ResourceDefinition<ServiceAccount, ServiceAccount> = defineResource({
  ...core,
  plural: 'serviceaccounts',
  kind: 'ServiceAccount',
})
export const persistentVolumeClaims: ResourceDefinition<PersistentVolumeClaim, PersistentVolumeClaim> = defineResource({
  ...core,
  plural: 'persistentvolumeclaims',
  kind: 'PersistentVolumeClaim',
})
export const deployments: ResourceDefinition<Deployment, Deployment> = defineResource({
  ...apps,
  plural: 'deployments',
  kind: 'Deployment',
})
export const statefulSets: ResourceDefinition<StatefulSet, StatefulSet> = defineResource({
  ...apps,
  plural: 'statefulsets',
  kind: 'StatefulSet',
})
export const jobs: ResourceDefinition<Job, Job> = defineResource({ ...batch, plural: 'jobs', kind: 'Job' })
export const ingresses: ResourceDefinition<Ingress, Ingress> = defineResource({
  ...networking,
  plural: 'ingresses',
  kind: 'Ingress',
})
export const networkPolicies: ResourceDefinition<NetworkPolicy, NetworkPolicy> = defineResource({
  ...networking,
  plural: 'networkpolicies',
  kind: 'NetworkPolicy',
})
export const roles: ResourceDefinition<Role, Role> = defineResource({ ...rbac, plural: 'roles', kind: 'Role' })
export const roleBindings: ResourceDefinition<RoleBinding, RoleBinding> = defineResource({
  ...rbac,
  plural: 'rolebindings',
  kind: 'RoleBinding',
})
export const clusterRoles: ResourceDefinition<ClusterRole, ClusterRole> = defineResource({
  ...rbac,
  plural: 'clusterroles',
  kind: 'ClusterRole',
  namespaced: false,
})
export const leases: ResourceDefinition<Lease, Lease> = defineResource({
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  namespaced: true,
})
export const customResourceDefinitions: ResourceDefinition<CustomResourceDefinition, CustomResourceDefinition> =
  defineResource({
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    namespaced: false,
  })
