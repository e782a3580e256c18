import { writeFile } from 'node:fs/promises'
import type { RequestOptions } from 'node:https'
import { join } from 'node:path'
import type { ClusterAccess } from '@catalyst/kubernetes-client'
import { DeployError } from '../DeployError.ts'

/** Writes for Helm how to reach the cluster, readable for nobody else. @returns the path of the file. */
export async function writeKubeconfig(access: ClusterAccess, folder: string): Promise<string> {
  const cluster = access.getCurrentCluster()
  if (cluster === null) throw new DeployError('No cluster is configured.', { reason: 'ClusterUnreachable' })
  const options: RequestOptions = {}
  await access.applyToHTTPSOptions(options)
  const { ca, cert, key, servername, rejectUnauthorized } = options
  const [username, ...password] = options.auth?.split(':') ?? []
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'environment',
    contexts: [{ name: 'environment', context: { cluster: 'environment', user: 'deployer' } }],
    clusters: [
      {
        name: 'environment',
        cluster: {
          server: cluster.server,
          'certificate-authority-data': base64(ca),
          'tls-server-name': servername,
          'insecure-skip-tls-verify': rejectUnauthorized === false ? true : undefined,
          'proxy-url': cluster.proxyUrl,
        },
      },
    ],
    users: [
      {
        name: 'deployer',
        user: {
          token: bearerOf(options.headers),
          'client-certificate-data': base64(cert),
          'client-key-data': base64(key),
          username,
          password: username === undefined ? undefined : password.join(':'),
        },
      },
    ],
  }
  const file = join(folder, 'kubeconfig')
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config), { mode: 0o600, flag: 'wx' })
  return file
}

function base64(pem: unknown): string | undefined {
  if (typeof pem === 'string' || Buffer.isBuffer(pem)) return Buffer.from(pem).toString('base64')
  return undefined
}

function bearerOf(headers: RequestOptions['headers']): string | undefined {
  const entries = Object.entries((headers ?? {}) as Record<string, unknown>)
  const [, value] = entries.find(([name]) => name.toLowerCase() === 'authorization') ?? []
  return typeof value === 'string' && value.startsWith('Bearer ') ? value.slice('Bearer '.length) : undefined
}
