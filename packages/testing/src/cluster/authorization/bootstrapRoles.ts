import type { ObjectInput } from '../objects/KubernetesObject.ts'
import data from './bootstrapRoles.json' with { type: 'json' }

/**
 * The cluster roles and bindings that every cluster begins with: `cluster-admin`, `admin`, `edit`, `view`, and what
 * everybody may ask. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export const bootstrapRoles = data.objects as unknown as readonly ObjectInput[]
