import type { IncomingMessage } from 'node:http'
import { badRequest, forbidden, internalError } from '../objects/StatusError.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { AuthorizationAttributes, Authorizer } from '../api/rules.ts'
import { withAuthenticated } from './createAuthenticator.ts'

const serviceAccount = /^system:serviceaccount:([^:]+):([^:]+)$/
const authentication = 'authentication.k8s.io'

/**
 * The user that a caller acts as: itself, or the one that its headers name, if it may.
 * https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 *
 * @throws StatusError 403 when it may not
 */
export function impersonate(authorizer: Authorizer, caller: UserInfo, message: Sent): UserInfo {
  const headers = message.headersDistinct
  const name = single(headers['impersonate-user'])
  const groups = list(headers['impersonate-group'])
  const uid = single(headers['impersonate-uid'])
  const extra = extrasOf(headers)
  if (name === undefined) {
    if (groups.length === 0 && uid === undefined && Object.keys(extra).length === 0) return caller
    throw internalError(`requested [${groups.join(' ')}] without impersonating a user`)
  }

  const [, namespace, account] = serviceAccount.exec(name) ?? []
  const subject =
    account === undefined ? { resource: 'users', name } : { resource: 'serviceaccounts', name: account, namespace }
  assertMay(authorizer, { user: caller, verb: 'impersonate', group: '', ...subject })
  for (const group of groups) {
    assertMay(authorizer, { user: caller, verb: 'impersonate', group: '', resource: 'groups', name: group })
  }
  if (uid !== undefined) {
    assertMay(authorizer, { user: caller, verb: 'impersonate', group: authentication, resource: 'uids', name: uid })
  }
  for (const [key, values] of Object.entries(extra)) {
    const target = { group: authentication, resource: 'userextras', subresource: key }
    for (const value of values) assertMay(authorizer, { user: caller, verb: 'impersonate', ...target, name: value })
  }

  const own = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
  const all = name === 'system:anonymous' ? ['system:unauthenticated'] : withAuthenticated([...groups, ...own])
  return { name, groups: all, uid, extra }
}

function assertMay(authorizer: Authorizer, attributes: AuthorizationAttributes): void {
  if (authorizer.authorize(attributes).allowed) return
  const { user, group, resource, subresource, namespace, name = '' } = attributes
  const full = subresource === undefined ? resource : `${resource}/${subresource}`
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const text = `User "${user.name}" cannot impersonate resource "${full}" in API group "${group}" ${where}`
  throw forbidden({ group, plural: full }, name, text)
}

/** Values apart: a group may have a comma in its name. */
type Sent = Pick<IncomingMessage, 'headersDistinct'>
type Headers = Sent['headersDistinct']

function single(header: string[] | undefined): string | undefined {
  const values = list(header)
  if (values.length > 1) throw badRequest('an impersonation header was sent more than once')
  return values[0]
}

/** Node reads headers as latin1, the API server as UTF-8. */
function list(header: string[] = []): string[] {
  return header.filter((value) => value !== '').map((value) => Buffer.from(value, 'latin1').toString())
}

const extraPrefix = 'impersonate-extra-'

function extrasOf(headers: Headers): Record<string, string[]> {
  const names = Object.keys(headers).filter((header) => header.startsWith(extraPrefix))
  return Object.fromEntries(
    names.map((header) => [decodeURIComponent(header.slice(extraPrefix.length)), list(headers[header])]),
  )
}
