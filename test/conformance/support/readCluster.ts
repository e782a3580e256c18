import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import type { TestCluster } from '../../cluster/startTestCluster.ts'

interface KubeconfigFile {
  clusters: { cluster: { server: string; 'certificate-authority-data': string } }[]
}

export interface ClusterAddress {
  server: string
  /** Certificate of its authority, PEM. */
  ca: string
}

/** Where a test cluster is, without anybody's credential. */
export async function readCluster({ kubeconfig }: Pick<TestCluster, 'kubeconfig'>): Promise<ClusterAddress> {
  const { clusters } = parse(await readFile(kubeconfig, 'utf8')) as KubeconfigFile
  const [first] = clusters
  if (first === undefined) throw new Error(`${kubeconfig} names no cluster.`)
  const { server, 'certificate-authority-data': ca } = first.cluster
  return { server, ca: Buffer.from(ca, 'base64').toString() }
}

/** A kubeconfig for whoever has a token. Without a certificate it is for an address without TLS. */
export function kubeconfigWith(token: string, { server, ca }: { server: string; ca?: string | undefined }): string {
  const trust =
    ca === undefined
      ? { 'insecure-skip-tls-verify': true }
      : { 'certificate-authority-data': Buffer.from(ca).toString('base64') }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, ...trust } }],
    users: [{ name: 'test', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    'current-context': 'test',
  })
}
