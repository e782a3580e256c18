export interface PublicUrlOptions {
  /** Domain under which each environment gets one label. @default 'localhost' */
  domain?: string | undefined
  /** Port of the local ingress; only used on `localhost`. @default 8080 */
  localPort?: number | undefined
}

/**
 * The address of an environment: one host label, its namespace, under the domain. https, except on `localhost`, where
 * browsers resolve every name to this computer and no certificate can be had.
 *
 * @throws RangeError for a domain that is no host name.
 */
export function generatePublicUrl(namespace: string, options: PublicUrlOptions = {}): string {
  const { domain = 'localhost', localPort = 8080 } = options
  if (!/^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(domain)) {
    throw new RangeError(`"${domain}" is not a host name; give a domain such as "preview.example.com".`)
  }
  const isLocal = domain === 'localhost' || domain.endsWith('.localhost')
  return isLocal ? `http://${namespace}.${domain}:${localPort}/` : `https://${namespace}.${domain}/`
}

/** Whether an address may be published: https, or http on `*.localhost`. */
export function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  return protocol === 'https:' || (protocol === 'http:' && isLocal)
}
