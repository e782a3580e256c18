/** Every limit of the proxy: a whole number from 1 up. What each is for, and what it is unless it is set, stands here alone. */
export interface ProxyLimits {
  /**
   * Bytes of a request's body; more is 413. Above what etcd takes of an object (1.5 MiB), and enough for the largest
   * stdin of a one-shot exec. @default 2_097_152
   */
  bodyBytes: number
  /**
   * Objects and lists within each other in a body; deeper is 400. What an object of Kubernetes or the values of a chart
   * need, and far less than what exhausts the stack of whoever walks through it. @default 100
   */
  bodyDepth: number
  /** Characters of a request's path and query; more is 413. Longer lists of topics go by POST. @default 8192 */
  urlBytes: number
  /**
   * Bytes of a request's line and headers; more is 431. Room for an address, a session cookie in its pieces and the
   * cursor of a stream. @default 32_768
   */
  headerBytes: number
  /**
   * Requests of one identity that are answered in a minute over time; more is 429. Far above what pages and agents
   * do, and below what would keep the cluster's API server busy. Not counted where nobody has to say who they are.
   * @default 1200
   */
  requestsPerMinute: number
  /** Requests of one identity that may come at once, before `requestsPerMinute` holds them back. @default 400 */
  burst: number
  /**
   * Refused credentials per minute and address; after that, a request from there that shows none which is good is 429.
   * Good ones always pass, so that strangers can't lock anybody out who comes by the same address. @default 60
   */
  failedSignInsPerMinute: number
  /**
   * Reverse proxies in front of this one that each add an address to `X-Forwarded-For`. As many entries from its right
   * are believed and no more: what is further left is whatever the client wrote. With 0 the header counts for nothing.
   * @default 0
   */
  trustedProxies: number
  /** Watch streams and log follows that one identity has open; more is 429. @default 100 */
  streamsPerIdentity: number
  /** Watch streams and log follows of everybody; more is 429. Each takes up to 64 KiB of memory. @default 10_000 */
  streams: number
  /** Shells and one-shot commands of one identity, held ones included; more is 429. @default 20 */
  shellsPerIdentity: number
  /** Shells and one-shot commands of everybody, held ones included; more is 429. @default 500 */
  shells: number
  /** Shells that wait for their client to come back; one more ends the one that has waited longest. @default 100 */
  heldShells: number
  /** Connections at the same time; one more is closed at once. @default 20_000 */
  connections: number
  /** Milliseconds in which the headers of a request have to come, else it is 408. @default 20_000 */
  headersTimeoutMs: number
  /** Milliseconds in which a whole request has to come, body included, else it is 408. @default 60_000 */
  requestTimeoutMs: number
  /**
   * Milliseconds for which a connection without a request is kept. Longer than the 60 s of common load balancers,
   * which would otherwise now and then send a request into a connection that is just being closed. @default 65_000
   */
  keepAliveTimeoutMs: number
  /** Milliseconds in which a client has to take something of an answer that waits for it; then it is cut. @default 120_000 */
  stalledMs: number
}

export const defaultLimits: Readonly<ProxyLimits> = {
  bodyBytes: 2 * 1024 * 1024,
  bodyDepth: 100,
  urlBytes: 8192,
  headerBytes: 32 * 1024,
  requestsPerMinute: 1200,
  burst: 400,
  failedSignInsPerMinute: 60,
  trustedProxies: 0,
  streamsPerIdentity: 100,
  streams: 10_000,
  shellsPerIdentity: 20,
  shells: 500,
  heldShells: 100,
  connections: 20_000,
  headersTimeoutMs: 20_000,
  requestTimeoutMs: 60_000,
  keepAliveTimeoutMs: 65_000,
  stalledMs: 120_000,
}

/** What may be 0; 0 of anything else would refuse everybody, or nobody. */
const mayBeZero = new Set<keyof ProxyLimits>(['trustedProxies', 'heldShells'])

/** The limits that were set, over the defaults. @throws Error that names the limit which can't be one. */
export function resolveLimits(
  set: { readonly [Name in keyof ProxyLimits]?: number | undefined } = {},
): Readonly<ProxyLimits> {
  const limits = { ...defaultLimits }
  for (const [name, value] of Object.entries(set)) {
    if (!isLimit(name))
      throw new Error(`limits.${name} is no limit. There are: ${Object.keys(defaultLimits).join(', ')}.`)
    if (value === undefined) continue
    const least = mayBeZero.has(name) ? 0 : 1
    if (!Number.isSafeInteger(value) || value < least)
      throw new Error(
        `limits.${name} is ${value}. Make it a whole number from ${least} up, or leave it out for ${defaultLimits[name]}.`,
      )
    limits[name] = value
  }
  return limits
}

function isLimit(name: string): name is keyof ProxyLimits {
  return Object.hasOwn(defaultLimits, name)
}
