import type { Impersonation } from './Impersonation.ts'

/**
 * The headers that make the API server act as somebody else.
 * @throws RangeError for what can't be a name: an empty user, or control characters.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export function impersonationHeaders(impersonation: Impersonation): Record<string, string | string[]> {
  const { user, groups = [], uid, extra = {} } = impersonation
  // Without a user Kubernetes would refuse groups, and without either it would act as the owner of the credential.
  if (user === '') throw new RangeError('Impersonation needs a user: an empty name would mean the credential itself.')
  return {
    'impersonate-user': headerValue(user),
    ...(groups.length > 0 && { 'impersonate-group': groups.map(headerValue) }),
    ...(uid !== undefined && { 'impersonate-uid': headerValue(uid) }),
    ...Object.fromEntries(
      Object.entries(extra).map(([key, values]) => [`impersonate-extra-${headerKey(key)}`, values.map(headerValue)]),
    ),
  }
}

/** Node writes header values as latin1 and the API server reads them as UTF-8. */
function headerValue(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  if (/[\u0000-\u001f\u007f]/.test(text)) {
    throw new RangeError('The name of an impersonated user or group contains control characters.')
  }
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** The API server lower-cases the key and then decodes it, so upper case has to be encoded to survive. */
function headerKey(key: string): string {
  return encodeURIComponent(key).replace(/%[0-9A-F]{2}|[A-Z()]/g, (part) =>
    part.startsWith('%') ? part : `%${part.charCodeAt(0).toString(16)}`,
  )
}
