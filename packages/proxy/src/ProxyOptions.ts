import type { ClusterRegistry } from '@catalyst/kubernetes-client'
import type { Logger } from 'pino'
import type { Authenticate } from './identity/Identity.ts'

export interface ProxyOptions {
  /** The clusters to serve. */
  clusters: ClusterRegistry
  /** Tells who a request comes from. @default none() */
  authenticate?: Authenticate | undefined
  /** Address to listen on. `localhost` takes both loopback addresses. @default 'localhost' */
  host?: string | undefined
  /** Port to listen on; 0 takes a free one. @default 8080 */
  port?: number | undefined
  /** Where browsers find this server, e.g. `https://catalyst.example.com`; needed where it isn't loopback. */
  publicUrl?: string | undefined
  /** Further origins whose pages may use this server, exact: scheme, host and port. @default [] */
  allowedOrigins?: readonly string[] | undefined
  /** Where log and audit records go. @default a silent one */
  logger?: Logger | undefined
  /** Folder of a built dashboard to serve beside the API. */
  assets?: { root: string } | undefined
}
