import type { UserInfo } from '../objects/UserInfo.ts'
import type { Subject } from './Rule.ts'

/** Whether a subject of a binding is this user. A service account without namespace is one of the binding's. */
export function matchesSubject({ kind, name, namespace }: Subject, user: UserInfo, bindingNamespace?: string): boolean {
  if (kind === 'User') return user.name === name
  if (kind === 'Group') return user.groups.includes(name)
  return kind === 'ServiceAccount' && user.name === `system:serviceaccount:${namespace ?? bindingNamespace}:${name}`
}
