import { isIPv6 } from 'node:net'
import { ConnectionError } from '../errors/ConnectionError.ts'
import type { EndpointRules } from './adaptEndpoint.ts'

/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

const hostName = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/i
const yes = new Set(['1', 'true', 'yes', 'on'])
const no = new Set(['0', 'false', 'no', 'off'])

/**
 * Reads `KUBERNETES_API_SERVER_HOST`, `KUBE_SKIP_TLS_VERIFY` and `NODE_ENV`.
 * @throws ConnectionError that names the variable and its fault, never its value.
 */
export function readEndpointRules(env: Environment, { inDocker }: { inDocker: boolean }): EndpointRules {
  return {
    apiServerHost: readHost(env['KUBERNETES_API_SERVER_HOST']),
    rewriteLoopback: inDocker && env['NODE_ENV'] === 'development',
    skipTlsVerify: readFlag('KUBE_SKIP_TLS_VERIFY', env['KUBE_SKIP_TLS_VERIFY']),
  }
}

function readHost(text: string | undefined): string | undefined {
  const host = text?.trim()
  if (!host) return undefined
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (isIPv6(address)) return `[${address}]`
  if (hostName.test(host)) return host
  throw invalid('KUBERNETES_API_SERVER_HOST', 'it must be a host name or address alone, without scheme, port or path')
}

function readFlag(variable: string, text: string | undefined): boolean | undefined {
  const value = text?.trim().toLowerCase()
  if (!value) return undefined
  if (yes.has(value)) return true
  if (no.has(value)) return false
  throw invalid(variable, 'it must be true or false')
}

function invalid(variable: string, fault: string): ConnectionError {
  return new ConnectionError(`The environment variable ${variable} can't be used: ${fault}.`, {
    reason: 'InvalidConfiguration',
  })
}
