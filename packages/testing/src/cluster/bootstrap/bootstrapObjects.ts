import type { ApiOperations } from '../api/ApiOperations.ts'
import type { TypeRegistry } from '../api/TypeRegistry.ts'
import { bootstrapRoles } from '../authorization/bootstrapRoles.ts'
import type { ObjectInput } from '../objects/KubernetesObject.ts'
import { resourceNameOf } from '../objects/names.ts'
import { metricsService } from './metricsService.ts'

interface BootstrapContext {
  readonly api: ApiOperations
  readonly types: TypeRegistry
  /** Whether usage is served. */
  readonly metrics: boolean
}

const namespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease']

/** Under which pods find the API server. */
const apiService: ObjectInput = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
  spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, targetPort: 6443 }] },
}

/** Makes what every cluster has from its first moment. */
export async function bootstrapObjects({ api, types, metrics }: BootstrapContext): Promise<void> {
  const objects = [
    ...namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...bootstrapRoles,
    apiService,
    ...(metrics ? [metricsService] : []),
  ]
  for (const object of objects) {
    const type = types.byKind(object.apiVersion, object.kind)
    if (type !== undefined) await api.create(resourceNameOf(type), object)
  }
  if (metrics)
    await api.patch('apiservices.apiregistration.k8s.io', metricsService.metadata, available, { subresource: 'status' })
}

const available = {
  status: {
    conditions: [{ type: 'Available', status: 'True', reason: 'Passed', message: 'all checks passed' }],
  },
}
