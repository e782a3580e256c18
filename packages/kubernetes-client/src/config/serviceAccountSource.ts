import { existsSync, readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import type { ClusterSource } from './ClusterSource.ts'
import { ConfiguredCluster } from './ConfiguredCluster.ts'
import type { Environment } from './readEndpointRules.ts'

/**
 * The cluster that this process itself runs in, as its service account; nothing outside a pod. The token is read again
 * while it is used, because the kubelet renews it.
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export function serviceAccountSource(env: Environment, folder: string): ClusterSource | undefined {
  const host = env['KUBERNETES_SERVICE_HOST']
  const tokenFile = join(folder, 'token')
  if (!host || !existsSync(tokenFile)) return undefined
  const name = 'in-cluster'
  const namespaceFile = join(folder, 'namespace')
  return {
    name,
    origin: `service account in ${folder}`,
    kind: 'service-account',
    open() {
      const server = `https://${isIPv6(host) ? `[${host}]` : host}:${env['KUBERNETES_SERVICE_PORT'] || '443'}`
      const namespace = existsSync(namespaceFile) ? readFileSync(namespaceFile, 'utf8').trim() : undefined
      return new ConfiguredCluster(
        { name, server, caFile: join(folder, 'ca.crt'), skipTLSVerify: false },
        { name, authProvider: { name: 'tokenFile', config: { tokenFile } } },
        { name, cluster: name, user: name, ...(namespace !== undefined && { namespace }) },
      )
    },
  }
}
