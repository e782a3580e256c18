import { readFile } from 'node:fs/promises'

/** Where an API server is, and how it shows that it is the one. */
export interface ApiServerAddress {
  /** `https://…`. */
  server: string
  /** Certificate of its authority, PEM. @default those that the client's machine trusts */
  certificateAuthority?: string | undefined
  /** For a test cluster whose certificate nobody can check. @default false */
  insecureSkipTlsVerify?: boolean | undefined
}

interface Located {
  getCurrentCluster(): {
    server: string
    caData?: string | undefined
    caFile?: string | undefined
    skipTLSVerify?: boolean | undefined
  } | null
}

/** Where this server itself finds a cluster. */
export async function addressOf(kubeConfig: Located): Promise<ApiServerAddress> {
  const cluster = kubeConfig.getCurrentCluster()
  if (!cluster) throw new Error('The kubeconfig has no current cluster.')
  const { server, caData, caFile, skipTLSVerify } = cluster
  const certificateAuthority = caData
    ? Buffer.from(caData, 'base64').toString()
    : caFile
      ? await readFile(caFile, 'utf8')
      : undefined
  return { server, certificateAuthority, insecureSkipTlsVerify: skipTLSVerify === true }
}
