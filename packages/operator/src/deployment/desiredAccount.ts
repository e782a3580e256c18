import type { Environment } from '@catalyst/api'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { stamped } from '../objects/stamped.ts'
import type { GitCredentials } from '../strategies/Strategy.ts'
import { accountNameOf, gitSecretNameOf } from './deployerNames.ts'
import { ownerReferenceOf } from './ownerReferenceOf.ts'

export interface AccountOptions {
  /** Where it may work. */
  namespace: string
  labels: Readonly<Record<string, string>>
}

/** Under whom the Jobs of an environment run, and its rights: in the environment's namespace and in no other. */
export function desiredAccount(environment: Environment, { namespace, labels }: AccountOptions): DesiredObject[] {
  const { name, namespace: home } = environment.metadata
  const account = accountNameOf(name)
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: account, namespace: home, labels, ownerReferences: [ownerReferenceOf(environment)] },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'catalyst-deployer', namespace, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'catalyst-deployer' },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: home }],
    },
  ].map(stamped)
}

/** Credentials for Git where a Job can mount them. They are there while it runs, and never in the environment's namespace. */
export function desiredGitSecret(
  environment: Environment,
  { labels, credentials }: { labels: AccountOptions['labels']; credentials: GitCredentials },
): DesiredObject {
  const { name, namespace } = environment.metadata
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: gitSecretNameOf(name),
      namespace,
      labels,
      ownerReferences: [ownerReferenceOf(environment)],
    },
    type: 'Opaque',
    data: credentials,
  }
}
