import { isLoopbackHost } from '../identity/isLoopbackHost.ts'

/** Which Host and Origin headers are this site's own. */
export interface SitePolicy {
  /** Whether a Host header names this server; `undefined` never does. */
  allowsHost(host: string | undefined): boolean
  /** Whether pages of an origin may use this server. */
  allowsOrigin(origin: string): boolean
  /** Tells the port where it is known only once the server listens. */
  setPort(port: number): void
  /** Every allowed origin. */
  origins(): string[]
}

export interface SitePolicyOptions {
  host: string
  port: number
  publicUrl?: string | undefined
  allowedOrigins?: readonly string[] | undefined
}

const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443' }

/**
 * Compares exactly, as whole strings: rules by suffix, by port or by parsing what the client sent have all been
 * bypassed elsewhere. Only our own configuration is parsed.
 *
 * @throws Error for an origin that isn't one, or where nothing would be allowed.
 */
export function createSitePolicy({ host, port, publicUrl, allowedOrigins = [] }: SitePolicyOptions): SitePolicy {
  const configured = [
    ...(publicUrl === undefined ? [] : [parseSite('publicUrl', publicUrl).origin]),
    ...parseOrigins(allowedOrigins),
  ]
  if (configured.length === 0 && !isLoopbackHost(host)) {
    throw new Error(
      `This server listens on "${host}", so it can't know under which name browsers reach it. ` +
        'Set publicUrl to that address, e.g. https://catalyst.example.com.',
    )
  }
  let origins = new Set<string>()
  let hosts = new Set<string>()
  const policy: SitePolicy = {
    allowsHost: (name) => name !== undefined && hosts.has(name.toLowerCase()),
    allowsOrigin: (origin) => origins.has(origin),
    origins: () => [...origins],
    setPort(actualPort) {
      origins = new Set([...configured, ...(isLoopbackHost(host) ? loopbackOrigins(actualPort) : [])])
      hosts = new Set([...origins].flatMap(hostsOf))
    },
  }
  policy.setPort(port)
  return policy
}

function loopbackOrigins(port: number): string[] {
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => new URL(`http://${name}:${port}`).origin)
}

/** A client may name the default port of a scheme in its Host header, or leave it out. */
function hostsOf(origin: string): string[] {
  const { protocol, hostname, port } = new URL(origin)
  const defaultPort = defaultPorts[protocol] ?? ''
  return port === '' ? [hostname, `${hostname}:${defaultPort}`] : [`${hostname}:${port}`]
}

function parseOrigins(origins: readonly string[]): string[] {
  return origins.map((text) => {
    const { origin } = parseSite('allowedOrigins', text)
    if (origin === text) return origin
    throw new Error(`allowedOrigins holds "${text}", which is more than an origin. Write it as browsers do: ${origin}`)
  })
}

function parseSite(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && url.protocol in defaultPorts) return url
  throw new Error(
    `${option} holds "${text}", which is no http or https address. Write it like https://catalyst.example.com.`,
  )
}
