import { isRecord } from '../objects/isRecord.ts'
import { badRequest } from '../objects/StatusError.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { AuthorizationAttributes, Authorizer } from './Authorizer.ts'
import type { PolicyRule } from './Rule.ts'

export interface ReviewQuestion {
  /** Such as `selfsubjectaccessreviews`. */
  readonly plural: string
  readonly review: Readonly<Record<string, unknown>>
  /** Who asks. */
  readonly user: UserInfo
  /** Of the request's path: local reviews alone have one. */
  readonly namespace?: string | undefined
}

/**
 * The status of a review of rights. https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
 *
 * @throws StatusError 400 when the question makes no sense
 */
export function answerReview(authorizer: Authorizer, { plural, review, user, namespace }: ReviewQuestion): object {
  const spec = isRecord(review['spec']) ? review['spec'] : {}
  if (plural === 'selfsubjectrulesreviews') return rulesStatus(authorizer, user, textOf(spec['namespace']))
  const subject = plural === 'selfsubjectaccessreviews' ? user : subjectOf(spec)
  const attributes = attributesOf(spec, subject)
  if (plural === 'localsubjectaccessreviews' && attributes.namespace !== namespace) {
    const sent = attributes.namespace ?? ''
    throw badRequest(`spec.resourceAttributes.namespace must match namespace: ${namespace ?? ''}, it is "${sent}"`)
  }
  const { allowed, reason } = authorizer.authorize(attributes)
  return { allowed, ...(reason !== undefined && { reason }) }
}

function subjectOf(spec: Readonly<Record<string, unknown>>): UserInfo {
  const { user, groups, uid, extra } = spec
  if (textOf(user) === undefined && (!Array.isArray(groups) || groups.length === 0)) {
    throw badRequest('spec: at least one of user or group must be specified')
  }
  return {
    name: textOf(user) ?? '',
    groups: Array.isArray(groups) ? groups.map(String) : [],
    uid: textOf(uid),
    extra: extra as UserInfo['extra'],
  }
}

function attributesOf(spec: Readonly<Record<string, unknown>>, user: UserInfo): AuthorizationAttributes {
  const { resourceAttributes: resource, nonResourceAttributes: other } = spec
  if (isRecord(other) && !isRecord(resource)) {
    return { user, verb: textOf(other['verb']) ?? '', group: '', resource: '', path: textOf(other['path']) ?? '' }
  }
  if (!isRecord(resource))
    throw badRequest('exactly one of nonResourceAttributes or resourceAttributes must be specified')
  return {
    user,
    verb: textOf(resource['verb']) ?? '',
    group: textOf(resource['group']) ?? '',
    version: textOf(resource['version']),
    resource: textOf(resource['resource']) ?? '',
    subresource: textOf(resource['subresource']),
    namespace: textOf(resource['namespace']),
    name: textOf(resource['name']),
  }
}

function rulesStatus(authorizer: Authorizer, user: UserInfo, namespace: string | undefined): object {
  const rules = authorizer.rulesFor(user, namespace)
  const isOfPaths = ({ nonResourceURLs = [] }: PolicyRule) => nonResourceURLs.length > 0
  return {
    resourceRules: rules.filter((rule) => !isOfPaths(rule)),
    nonResourceRules: rules.filter(isOfPaths).map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  }
}

/** Empty is as good as absent in Go. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
