import { annotations } from '@catalyst/api/labels'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Home } from './Home.ts'
import { urlOf } from './urlOf.ts'

/** The Secrets that it was given copies of: nobody lists Secrets, and those that are no longer named have to be found again. */
export const copiesAnnotation = 'catalyst.dev/copied-secrets'

/** The one host that Ingresses there may take: an admission policy reads it, which can't know how addresses are made. */
const hostAnnotation = 'catalyst.dev/host'

/**
 * The namespace of an environment. Its Pod Security labels refuse what reaches out of a container, and warn of whatever
 * the restricted profile would refuse. https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function desiredNamespace(
  { environment, project, namespace, labels, settings }: Home,
  { copies }: { copies: readonly string[] },
): DesiredObject {
  const branch = environment.spec.sources?.[0]?.branch
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        ...labels,
        'pod-security.kubernetes.io/enforce': project.spec.podSecurity ?? 'baseline',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
      },
      annotations: {
        [annotations.environmentUid]: environment.metadata.uid ?? '',
        [hostAnnotation]: new URL(urlOf(namespace, settings)).hostname,
        ...(branch !== undefined && { [annotations.branch]: branch }),
        ...(copies.length > 0 && { [copiesAnnotation]: [...copies].sort().join(',') }),
      },
    },
  }
}
