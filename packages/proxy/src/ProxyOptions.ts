import type { ClusterRegistry } from '@catalyst/kubernetes-client'
import type { Logger } from 'pino'
import type { AuditSink } from './audit/AuditSink.ts'
import type { Authenticate } from './identity/Identity.ts'
import type { ImpersonationOptions } from './identity/impersonationFor.ts'
import type { ApiServerAddress } from './tokens/ApiServerAddress.ts'
import type { ProxyLimits } from './limits/ProxyLimits.ts'

export interface ProxyOptions {
  /** The clusters to serve. */
  clusters: ClusterRegistry
  /** Tells who a request comes from. @default none() */
  authenticate?: Authenticate | undefined
  /** Address to listen on. `localhost` takes both loopback addresses. @default 'localhost' */
  host?: string | undefined
  /** Port to listen on; 0 takes a free one. @default 8080 */
  port?: number | undefined
  /**
   * Where browsers find this server, e.g. `https://catalyst.example.com`; needed where it isn't loopback. With
   * `basePath` its path, if it has one, is the same.
   */
  publicUrl?: string | undefined
  /**
   * Path below which everything is, e.g. `/catalyst`, for a server that has other things too. Requests come with it:
   * what stands in front must not strip it. @default the path of `publicUrl`, else the root
   */
  basePath?: string | undefined
  /** Further origins whose pages may use this server, exact: scheme, host and port. @default [] */
  allowedOrigins?: readonly string[] | undefined
  /** Where log records go. @default a silent one */
  logger?: Logger | undefined
  /** Where audit records go; whoever made it closes it, after the proxy. @default the logger, as records with `audit: true` */
  audit?: AuditSink | undefined
  /** Whether `/metrics` is served beside the API; without, `Proxy.metrics` gives the text. @default true */
  metricsRoute?: boolean | undefined
  /** Folder of a built dashboard to serve beside the API. */
  assets?: { root: string } | undefined
  /** How much of everything there may be. @default as `ProxyLimits` says for each */
  limits?: { readonly [Name in keyof ProxyLimits]?: number | undefined } | undefined
  /** How callers are named towards Kubernetes. @default their own names, and no groups left out */
  impersonation?: ImpersonationOptions | undefined
  /** A right that is taken away, or signing out, ends streams, logs and shells within this time, in milliseconds. @default 60_000 */
  rightsIntervalMs?: number | undefined
  /** Image of containers for debugging, where a request names none. @default 'docker.io/library/busybox:stable' */
  debugImage?: string | undefined
  /**
   * Where people find the API servers of clusters, by the cluster's registered name; it is written into kubeconfigs that
   * they are given. @default where this server finds them
   */
  apiServers?: Readonly<Record<string, ApiServerAddress>> | undefined
}
