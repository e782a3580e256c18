import { isRecord } from '../objects/isRecord.ts'
import type { FieldError } from '../objects/FieldError.ts'
import { badRequest, invalid, type StatusError } from '../objects/StatusError.ts'
import { invalidValue } from '../schema/fieldErrors.ts'
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
 * @throws StatusError 422 when the question makes no sense
 */
export function answerReview(authorizer: Authorizer, { plural, review, user, namespace }: ReviewQuestion): object {
  const spec = isRecord(review['spec']) ? review['spec'] : {}
  if (plural === 'selfsubjectrulesreviews') {
    const place = textOf(spec['namespace'])
    if (place === undefined) throw badRequest('no namespace on request')
    return rulesStatus(authorizer, user, place)
  }
  const subject = plural === 'selfsubjectaccessreviews' ? user : subjectOf(spec)
  const attributes = attributesOf(spec, subject)
  if (plural === 'localsubjectaccessreviews' && attributes.namespace !== namespace) {
    const sent = attributes.namespace ?? ''
    throw invalidReview(invalidValue('spec.resourceAttributes.namespace', sent, 'must match metadata.namespace'))
  }
  const { allowed, reason } = authorizer.authorize(attributes)
  return { allowed, ...(reason !== undefined && { reason }) }
}

/** Reviews have no name, and kube-apiserver leaves out their kind. */
function invalidReview(error: FieldError): StatusError {
  return invalid({ group: 'authorization.k8s.io', kind: '' }, '', [error])
}

function subjectOf(spec: Readonly<Record<string, unknown>>): UserInfo {
  const { user, groups, uid, extra } = spec
  if (textOf(user) === undefined && (!Array.isArray(groups) || groups.length === 0)) {
    throw invalidReview(invalidValue('spec.user', '', 'at least one of user or group must be specified'))
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
  if (isRecord(other) && isRecord(resource)) {
    const sent = { Path: textOf(other['path']) ?? '', Verb: textOf(other['verb']) ?? '' }
    const rule = 'cannot be specified in combination with resourceAttributes'
    throw invalidReview(invalidValue('spec.nonResourceAttributes', sent, rule))
  }
  if (isRecord(other)) {
    return { user, verb: textOf(other['verb']) ?? '', group: '', resource: '', path: textOf(other['path']) ?? '' }
  }
  if (!isRecord(resource)) {
    const rule = 'exactly one of nonResourceAttributes or resourceAttributes must be specified'
    throw invalidReview(invalidValue('spec.resourceAttributes', undefined, rule))
  }
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

function rulesStatus(authorizer: Authorizer, user: UserInfo, namespace: string): object {
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
