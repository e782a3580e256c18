/** IPv6 with a zone and a port, as some proxies write it. */
const longestAddress = 80

/**
 * The address that a request comes from, as far as it can be known: that of the connection, or, behind reverse proxies
 * that are known to be there, what the outermost of them wrote into `X-Forwarded-For`. Entries further left are the
 * client's own words.
 */
export function addressOf(peer: string | undefined, forwardedFor: string | undefined, trustedProxies: number): string {
  const entries = (forwardedFor ?? '').split(',')
  const told = trustedProxies > 0 ? entries.at(-trustedProxies)?.trim().slice(0, longestAddress) : undefined
  return told || peer || 'unknown'
}
