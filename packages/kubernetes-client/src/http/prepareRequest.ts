import type { Agent } from 'node:http'
import { ConnectionError } from '../errors/ConnectionError.ts'
import { within } from '../internals/within.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { credentialsOf, type TlsOptions } from './credentialsOf.ts'
import { encodeQuery } from './encodeQuery.ts'
import { impersonationHeaders } from './impersonationHeaders.ts'
import { type NodeHttp, loadNodeHttp } from './nodeHttp.ts'
import { keepAliveAgent } from './keepAliveAgent.ts'
import type { RequestOptions } from './RequestOptions.ts'

/** A request that is ready to be sent. */
export interface PreparedRequest {
  method: string
  url: URL
  headers: Record<string, string | string[]>
  tls: TlsOptions
  /** `false`: a connection of its own. */
  agent: Agent | false
  body: Buffer | undefined
  node: NodeHttp
}

/** The owner of the credential and its caller decide these, never a header that came along. */
const reservedHeader = /^(?:authorization|impersonate-.*|host|connection|content-length|transfer-encoding|upgrade)$/

/** @throws ConnectionError where no credential can be had in time, or the path isn't plain; what the signal was aborted with. */
export async function prepareRequest(
  kubeConfig: ClusterAccess,
  path: string,
  options: RequestOptions & { dedicated: boolean },
): Promise<PreparedRequest> {
  const { impersonate, body, contentType = 'application/json', signal, timeoutMs = 30_000 } = options
  signal?.throwIfAborted()
  const credentials = await within(credentialsOf(kubeConfig), {
    timeoutMs,
    timeoutError: () =>
      new ConnectionError('The credential plugin of the kubeconfig did not end in time.', { reason: 'TimedOut' }),
    signal,
  })
  const node = await loadNodeHttp()
  const headers: PreparedRequest['headers'] = { accept: 'application/json', 'user-agent': 'catalyst-kubernetes-client' }
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (!reservedHeader.test(name.toLowerCase())) headers[name.toLowerCase()] = value
  }
  for (const [name, value] of Object.entries(credentials.headers)) {
    if (impersonate === undefined || !name.startsWith('impersonate-')) headers[name] = value
  }
  if (impersonate !== undefined) Object.assign(headers, impersonationHeaders(impersonate))
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  if (payload !== undefined) {
    headers['content-type'] = contentType
    headers['content-length'] = String(payload.length)
  }
  return {
    method: options.method ?? 'GET',
    url: targetUrl(credentials.server, path, options),
    headers,
    tls: credentials.tls,
    agent: credentials.proxyAgent ?? (options.dedicated ? false : keepAliveAgent(kubeConfig, credentials, node)),
    body: payload,
    node,
  }
}

/** The server's address may have a path of its own, as behind Rancher. */
function targetUrl(server: URL, path: string, { query }: RequestOptions): URL {
  const url = new URL(server.origin)
  url.pathname = `${server.pathname.replace(/\/+$/, '')}${path}`
  // Comparing afterwards finds whatever a URL parser reads differently: dots, backslashes, question marks.
  if (!path.startsWith('/') || !url.pathname.endsWith(path)) {
    throw new ConnectionError('The path of a request to the Kubernetes API must be absolute and in its plain form.', {
      reason: 'InvalidConfiguration',
    })
  }
  url.search = encodeQuery(query)
  return url
}
