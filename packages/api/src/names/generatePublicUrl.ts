export interface PublicUrlOptions {
  /** Domain under which each environment gets one label. @default 'localhost' */
  domain?: string | undefined
  /** Port of the local ingress; used on `localhost` only. @default 8080 */
  localPort?: number | undefined
}

const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?'
const labelPattern = new RegExp(`^${label}$`)
const domainPattern = new RegExp(`^(${label}\\.)*${label}$`)

/**
 * The address of an environment: one host label, its namespace, under the domain. https, except on `localhost`, where
 * browsers resolve every name to this computer and no certificate can be had.
 *
 * @throws RangeError for a namespace that is no DNS-1123 label or a domain that is no host name.
 */
export function generatePublicUrl(namespace: string, options: PublicUrlOptions = {}): string {
  const { domain = 'localhost', localPort = 8080 } = options
  if (!labelPattern.test(namespace)) {
    throw new RangeError(
      `"${namespace}" is not a namespace, so it can't be a host label; give what generateNamespace answers.`,
    )
  }
  if (domain.length + namespace.length > 252 || !domainPattern.test(domain)) {
    throw new RangeError(`"${domain}" is not a host name; give a domain such as "preview.example.com".`)
  }
  const isLocal = domain === 'localhost' || domain.endsWith('.localhost')
  return isLocal ? `http://${namespace}.${domain}:${localPort}/` : `https://${namespace}.${domain}/`
}
