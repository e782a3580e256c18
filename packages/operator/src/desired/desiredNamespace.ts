import { annotations } from '@catalyst/api/labels'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Home } from './Home.ts'

/**
 * The namespace of an environment. Its Pod Security labels refuse what reaches out of a container, and warn of whatever
 * the restricted profile would refuse. https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function desiredNamespace({ environment, namespace, labels }: Home): DesiredObject {
  const branch = environment.spec.sources?.[0]?.branch
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        ...labels,
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
      },
      annotations: {
        [annotations.environmentUid]: environment.metadata.uid ?? '',
        ...(branch !== undefined && { [annotations.branch]: branch }),
      },
    },
  }
}
