import { createResourceClient, isAlreadyExists, roleBindings, type ClusterAccess } from '@catalyst/kubernetes-client'

/** The role that members of a team have in its namespaces, and the name of the binding there. */
const memberRole = 'catalyst-member'

export interface MemberBinding {
  namespace: string
  /** Name of the team's group as Kubernetes knows it, prefixes included. */
  group: string
}

/**
 * Gives the members of a team their role in a namespace, with the proxy's own identity, which can bind this one role and
 * no other. A binding of that name that is there already stays as it is.
 */
export async function bindMembers(kubeConfig: ClusterAccess, { namespace, group }: MemberBinding): Promise<void> {
  const apiGroup = 'rbac.authorization.k8s.io'
  const binding = {
    metadata: { name: memberRole, namespace, labels: { 'app.kubernetes.io/part-of': 'catalyst' } },
    roleRef: { apiGroup, kind: 'ClusterRole', name: memberRole },
    subjects: [{ apiGroup, kind: 'Group', name: group }],
  }
  try {
    await createResourceClient(roleBindings, { kubeConfig }).create(binding)
  } catch (error) {
    if (!isAlreadyExists(error)) throw error
  }
}
