import type { Authorizer } from '../api/rules.ts'
import { forbidden, statusError } from '../objects/StatusError.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { RequestInfo } from './RequestInfo.ts'

/** @throws StatusError 403 when the user may not make the request */
export function authorizeRequest(authorizer: Authorizer, user: UserInfo, { verb, path, resource }: RequestInfo): void {
  if (resource === undefined) {
    const { allowed } = authorizer.authorize({ user, verb, group: '', resource: '', path })
    if (allowed) return
    const message = `forbidden: User "${user.name}" cannot ${verb} path "${path}"`
    throw statusError(message, { code: 403, reason: 'Forbidden', details: {} })
  }
  const { group, version, plural, subresource, namespace, name = resource.selectedName } = resource
  const attributes = { user, verb, group, version, resource: plural, subresource, namespace, name }
  const { allowed, reason } = authorizer.authorize(attributes)
  if (allowed) return
  const full = subresource === undefined ? plural : `${plural}/${subresource}`
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const text = `User "${user.name}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`
  throw forbidden({ group, plural }, name ?? '', reason ? `${text}: ${reason}` : text)
}
