import { parseArgs } from 'node:util'

export interface ServerOptions {
  host: string
  port: number
  /** Where browsers find this server, when that isn't its own address. */
  publicUrl?: string | undefined
  /** Further origins whose pages may use it. */
  allowedOrigins: string[]
  help: boolean
}

/** A flag or variable that can't be used; its message is for the person at the terminal. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `Serves Catalyst's API and dashboard.

  --host <address>   address to listen on (HOST; localhost)
  --port <number>    port to listen on, 0 for a free one (PORT; 8080)
  --help             this text

PUBLIC_URL is where browsers find this server, if that is elsewhere; ALLOWED_ORIGINS holds further origins whose pages
may use it. LOG_LEVEL is debug, info, warn or error.

Clusters come from KUBECONFIG (paths) and KUBECONFIG_<NAME> (a kubeconfig as JSON, base64-encoded).
`

/** Reads flags, which win, and variables of the environment. @throws UsageError. */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ServerOptions {
  const flags = parseFlags(args)
  return {
    host: flags.host ?? (env['HOST'] || 'localhost'),
    port: readPort(flags.port ?? (env['PORT'] || '8080')),
    publicUrl: env['PUBLIC_URL'] || undefined,
    allowedOrigins: (env['ALLOWED_ORIGINS'] ?? '').split(/[\s,]+/).filter((origin) => origin !== ''),
    help: flags.help ?? false,
  }
}

function parseFlags(args: readonly string[]) {
  try {
    const options = { host: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port <= 65_535) return port
  throw new UsageError(`"${text}" is no port. Give a number from 0 to 65535, e.g. --port 8080.`)
}
