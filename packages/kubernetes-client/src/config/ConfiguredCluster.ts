import { readFile } from 'node:fs/promises'
import type { RequestOptions } from 'node:https'
import { type Cluster, type Context, type KubeConfig, loadClientNode } from '../loader.ts'
import type { ClusterAccess } from './ClusterAccess.ts'
import { type CompleteUser, tokenFileOf } from './completeUsers.ts'
import type { KubeconfigData } from './KubeconfigData.ts'

/**
 * One cluster of the configuration, with its user. Certificates, tokens and passwords are read here; plugins, providers and
 * proxies are left to `@kubernetes/client-node`, which is loaded only for them.
 */
export class ConfiguredCluster implements ClusterAccess, KubeconfigData {
  readonly clusters: Cluster[]
  readonly users: CompleteUser[]
  readonly contexts: Context[]
  readonly currentContext: string
  readonly #cluster: Cluster
  readonly #user: CompleteUser
  #kubeConfig: Promise<KubeConfig> | undefined

  constructor(cluster: Cluster, user: CompleteUser, context: Context) {
    this.#cluster = cluster
    this.#user = user
    this.clusters = [cluster]
    this.users = [user]
    this.contexts = [context]
    this.currentContext = context.name
  }

  getCurrentCluster(): Cluster {
    return this.#cluster
  }

  getCurrentUser(): CompleteUser {
    return this.#user
  }

  async applyToHTTPSOptions(options: RequestOptions): Promise<void> {
    if (needsLibrary(this.#cluster, this.#user)) return (await this.toKubeConfig()).applyToHTTPSOptions(options)
    const { caFile, caData, tlsServerName } = this.#cluster
    const { certFile, certData, keyFile, keyData, token, username, password } = this.#user
    const tokenFile = tokenFileOf(this.#user)
    const [ca, cert, key, fileToken] = await Promise.all([
      readPem(caFile, caData),
      readPem(certFile, certData),
      readPem(keyFile, keyData),
      // Each time, because others renew it.
      tokenFile === undefined ? undefined : readFile(tokenFile, 'utf8'),
    ])
    const bearer = fileToken?.trim() ?? token
    if (ca) options.ca = ca
    if (cert) options.cert = cert
    if (key) options.key = key
    if (this.#cluster.skipTLSVerify) options.rejectUnauthorized = false
    if (tlsServerName) options.servername = tlsServerName
    if (username) options.auth = `${username}:${password}`
    if (bearer) options.headers = { ...options.headers, authorization: `Bearer ${bearer}` }
  }

  /** The same, as the library has it. The same object every time. */
  toKubeConfig(): Promise<KubeConfig> {
    return (this.#kubeConfig ??= loadClientNode().then(({ KubeConfig }) => {
      const kubeConfig = new KubeConfig()
      kubeConfig.loadFromOptions({
        clusters: this.clusters,
        users: this.users,
        contexts: this.contexts,
        currentContext: this.currentContext,
      })
      return kubeConfig
    }))
  }
}

function needsLibrary({ proxyUrl }: Cluster, user: CompleteUser): boolean {
  const provider: unknown = user.authProvider
  return Boolean(proxyUrl || user.exec || (provider && tokenFileOf(user) === undefined))
}

async function readPem(file: string | undefined, data: string | undefined): Promise<Buffer | undefined> {
  if (file) return readFile(file)
  return data ? Buffer.from(data, 'base64') : undefined
}
