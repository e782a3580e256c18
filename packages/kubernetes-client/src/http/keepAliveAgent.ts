import type { Agent } from 'node:http'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import type { Credentials } from './credentialsOf.ts'
import type { NodeHttp } from './nodeHttp.ts'

interface Kept {
  fingerprint: string
  agent: Agent
}

const kept = new WeakMap<ClusterAccess, Kept>()

/**
 * The agent whose connections short requests of a kubeconfig share. Certificates that were renewed get a new agent, since a
 * connection stays with the certificate it was made with. Idle connections don't keep the process alive, and are closed
 * well before the API server would close them (after 90 s), so that a request hardly ever meets a closing one.
 */
export function keepAliveAgent(kubeConfig: ClusterAccess, { server, tls }: Credentials, node: NodeHttp): Agent {
  const fingerprint = fingerprintOf({ server, tls }, node)
  const present = kept.get(kubeConfig)
  if (present?.fingerprint === fingerprint) return present.agent
  const options = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 128, maxFreeSockets: 16, timeout: 30_000 }
  const agent = server.protocol === 'http:' ? new node.http.Agent(options) : new node.https.Agent(options)
  kept.set(kubeConfig, { fingerprint, agent })
  return agent
}

function fingerprintOf({ server, tls }: Pick<Credentials, 'server' | 'tls'>, { crypto }: NodeHttp): string {
  const hash = crypto.createHash('sha256').update(server.origin)
  for (const [name, value] of Object.entries(tls)) {
    hash.update(`\0${name}\0`).update(Buffer.isBuffer(value) ? value : JSON.stringify(value))
  }
  return hash.digest('hex')
}
