import { isLoopbackHost } from './isLoopbackHost.ts'

/** What of a kubeconfig's cluster the rules look at and decide. */
export interface Endpoint {
  server: string
  skipTLSVerify: boolean
  clusterName: string
  contextName: string
}

export interface EndpointRules {
  /** `KUBERNETES_API_SERVER_HOST`, for the default cluster alone. */
  apiServerHost: string | undefined
  /** Whether `localhost` of the kubeconfig is the machine around this container. */
  rewriteLoopback: boolean
  /** `KUBE_SKIP_TLS_VERIFY`; `undefined` leaves it to the rules. */
  skipTlsVerify: boolean | undefined
}

const dockerHost = 'host.docker.internal'

/**
 * Where a cluster's API server is reached from here, and whether its certificate is verified. The rules apply in this order,
 * each to the result of the one before: the override of the host, the rewriting inside a container, TLS.
 */
export function adaptEndpoint(endpoint: Endpoint, rules: EndpointRules): { server: string; skipTLSVerify: boolean } {
  const url = new URL(endpoint.server)
  if (rules.apiServerHost !== undefined) overrideHost(url, rules.apiServerHost)
  if (rules.rewriteLoopback && isLoopbackHost(url.hostname)) url.hostname = dockerHost
  return {
    server: url.href.replace(/\/$/, ''),
    skipTLSVerify: rules.skipTlsVerify ?? (endpoint.skipTLSVerify || isLocalCluster(url, endpoint)),
  }
}

function overrideHost(url: URL, host: string) {
  url.protocol = 'https:'
  url.hostname = host
  url.port = '6443'
}

/**
 * Clusters on this machine have certificates that nobody else signed. The name alone is no proof, since anybody may call a
 * remote cluster `kind-…`, so the address has to be local too.
 */
function isLocalCluster(url: URL, { clusterName, contextName }: Endpoint): boolean {
  if (url.hostname === 'localhost' || url.hostname === dockerHost) return true
  if (!isLoopbackHost(url.hostname)) return false
  // Without TLS, as `kubectl proxy` serves, there is nothing to verify.
  return url.protocol === 'http:' || clusterName.startsWith('kind-') || contextName.startsWith('kind-')
}
