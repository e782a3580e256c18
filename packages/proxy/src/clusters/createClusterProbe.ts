import { isConnectionError, isKubernetesError, request, type ConnectionErrorReason } from '@catalyst/kubernetes-client'
import type { ProxyContext } from '../ProxyContext.ts'

export interface ClusterReachability {
  reachable: boolean
  /** Version of the API server, e.g. `v1.34.4`. */
  version?: string | undefined
  /** Why it is not reachable, in plain words. */
  reason?: string | undefined
}

/** A page waits for this list, so a cluster that says nothing is taken for unreachable early. */
const timeoutMs = 3000
/** Many open pages must not become many questions. */
const keepMs = 2000

/** Asks clusters for their version, which any credential may read. */
export function createClusterProbe({ kubeConfigFor, logger }: Pick<ProxyContext, 'kubeConfigFor' | 'logger'>) {
  const answers = new Map<string, { answer: Promise<ClusterReachability>; until: number }>()

  return function probeCluster(name: string): Promise<ClusterReachability> {
    const known = answers.get(name)
    if (known !== undefined && known.until > Date.now()) return known.answer
    const answer = ask(name)
    answers.set(name, { answer, until: Date.now() + keepMs })
    return answer
  }

  async function ask(name: string): Promise<ClusterReachability> {
    try {
      const { gitVersion } = await request<{ gitVersion: string }>(await kubeConfigFor(name), '/version', { timeoutMs })
      return { reachable: true, version: gitVersion }
    } catch (error) {
      logger.debug({ err: error, cluster: name }, 'cluster not reachable')
      return { reachable: false, reason: describe(error) }
    }
  }
}

/** Nothing of the error's own text is told: it can hold addresses and what a credential plugin printed. */
function describe(error: unknown): string {
  if (isKubernetesError(error)) {
    return error.status === 401 || error.status === 403
      ? 'The cluster refused the credential that this server has for it.'
      : `The API server answers with HTTP status ${error.status}.`
  }
  if (isConnectionError(error)) return connectionReasons[error.reason]
  return 'The credential for this cluster could not be used. The log of the server says why.'
}

const connectionReasons: Record<ConnectionErrorReason, string> = {
  NotConfigured: 'No cluster is configured.',
  UnknownCluster: 'No cluster of this name is configured.',
  InvalidConfiguration: 'The kubeconfig of this cluster can not be used. The log of the server says why.',
  CredentialsUnavailable: 'The credential for this cluster could not be obtained. The log of the server says why.',
  Unreachable: 'The API server can not be reached.',
  TimedOut: 'The API server does not answer in time.',
  Untrusted: 'The certificate of the API server, or the one shown to it, was not accepted.',
  InvalidResponse: 'What answers at the address of the API server is no Kubernetes API.',
}
