import { readFile } from 'node:fs/promises'
import type { Agent, OutgoingHttpHeaders } from 'node:http'
import type { RequestOptions as HttpsRequestOptions } from 'node:https'
import { type CompleteUser, tokenFileOf } from '../config/completeUsers.ts'
import { ConfiguredCluster } from '../config/ConfiguredCluster.ts'
import { ConnectionError } from '../errors/ConnectionError.ts'
import { isConnectionError } from '../errors/guards.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { impersonationHeaders } from './impersonationHeaders.ts'

/** TLS settings of a connection. */
export type TlsOptions = Pick<
  HttpsRequestOptions,
  'ca' | 'cert' | 'key' | 'pfx' | 'passphrase' | 'servername' | 'rejectUnauthorized'
>

/** What a kubeconfig gives a request: where it goes, and how it shows whose it is. */
export interface Credentials {
  server: URL
  headers: Record<string, string | string[]>
  tls: TlsOptions
  /** The agent of the kubeconfig's `proxy-url`, where there is one. */
  proxyAgent: Agent | undefined
}

const underWay = new WeakMap<ClusterAccess, Promise<Credentials>>()

/**
 * Asks the current context of a kubeconfig for its credentials: certificates, tokens, plugins. Requests that ask at the same
 * time share one answer, because a plugin starts a program.
 * @throws ConnectionError where there is no context, or its credential can't be had.
 */
export function credentialsOf(kubeConfig: ClusterAccess): Promise<Credentials> {
  let credentials = underWay.get(kubeConfig)
  if (!credentials) {
    credentials = readCredentials(kubeConfig).finally(() => underWay.delete(kubeConfig))
    underWay.set(kubeConfig, credentials)
  }
  return credentials
}

async function readCredentials(kubeConfig: ClusterAccess): Promise<Credentials> {
  const cluster = kubeConfig.getCurrentCluster()
  if (!cluster) {
    throw new ConnectionError(
      'The kubeconfig has no current context with a cluster, so there is no API server to ask. Set its current-context.',
      { reason: 'InvalidConfiguration' },
    )
  }
  const server = parseServer(cluster.server)
  if (server.protocol === 'http:' && cluster.skipTLSVerify !== true) {
    throw new ConnectionError(
      `The API server of cluster "${cluster.name}" has a plain http:// address, over which neither side can trust the other. ` +
        'Use https://, or allow it with insecure-skip-tls-verify.',
      { reason: 'InvalidConfiguration' },
    )
  }
  const options: HttpsRequestOptions & { headers: OutgoingHttpHeaders } = { headers: {} }
  const user: CompleteUser | null = kubeConfig.getCurrentUser()
  const tokenFile = tokenFileOf(user)
  let token: string | undefined
  try {
    await kubeConfig.applyToHTTPSOptions(options)
    // The library would go on with what it read for another minute, in which a token that was renewed early is refused.
    if (tokenFile !== undefined && !(kubeConfig instanceof ConfiguredCluster))
      token = (await readFile(tokenFile, 'utf8')).trim()
  } catch (cause) {
    if (isConnectionError(cause)) throw cause
    throw new ConnectionError(
      `No credential for cluster "${cluster.name}" could be had: its kubeconfig names a plugin, file or certificate that fails.`,
      { reason: 'CredentialsUnavailable', cause },
    )
  }
  const { ca, cert, key, pfx, passphrase, servername, auth } = options
  const headers: Credentials['headers'] = textHeaders(options.headers)
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  if (user?.impersonation) Object.assign(headers, impersonationHeaders(user.impersonation))
  if (auth) headers['authorization'] = `Basic ${Buffer.from(auth).toString('base64')}`
  return {
    server,
    headers,
    // Verified unless this cluster says otherwise, whatever NODE_TLS_REJECT_UNAUTHORIZED says for the whole process.
    tls: definedOf({ ca, cert, key, pfx, passphrase, servername, rejectUnauthorized: cluster.skipTLSVerify !== true }),
    proxyAgent: cluster.proxyUrl && typeof options.agent === 'object' ? options.agent : undefined,
  }
}

function parseServer(address: string): URL {
  const server = URL.canParse(address) ? new URL(address) : undefined
  if (server?.protocol === 'https:' || server?.protocol === 'http:') return server
  throw new ConnectionError("The kubeconfig's server address is no http:// or https:// URL.", {
    reason: 'InvalidConfiguration',
  })
}

/** Names in lower case, so that they can be compared; values without the newline that token files end in. */
function textHeaders(headers: OutgoingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), String(value).trim()]],
    ),
  )
}

function definedOf<TOptions extends object>(options: TOptions): Partial<TOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<TOptions>
}
