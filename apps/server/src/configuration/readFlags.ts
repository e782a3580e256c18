import { parseArgs } from 'node:util'
import { UsageError } from '@catalyst/program'

export interface Flags {
  /** Settings by key. */
  values: Map<string, unknown>
  config: string | undefined
  checkConfig: boolean
  help: boolean
}

export const usage = `Serves Catalyst's API and dashboard.

  --host <address>   address to listen on (HOST; localhost)
  --port <number>    port to listen on, 0 for a free one (PORT; 8080)
  --config <path>    file of further settings, YAML (CATALYST_CONFIG)
  --check-config     say whether the configuration can be used, and end
  --help             this text

Every setting has a variable of the environment too; flags win over variables, and variables over the file. All of
them are explained in docs/configuration.md.

Clusters come from KUBECONFIG (paths) and KUBECONFIG_<NAME> (a kubeconfig as JSON, base64-encoded); in a pod without
either, from its service account.
`

/** @throws UsageError for what is no flag. */
export function readFlags(args: readonly string[]): Flags {
  const flags = parse(args)
  const values = new Map<string, unknown>()
  if (flags.host !== undefined) values.set('host', flags.host)
  if (flags.port !== undefined) values.set('port', /^\d{1,5}$/.test(flags.port) ? Number(flags.port) : flags.port)
  return {
    values,
    config: flags.config,
    checkConfig: flags['check-config'] ?? false,
    help: flags.help ?? false,
  }
}

function parse(args: readonly string[]) {
  try {
    const string = { type: 'string' } as const
    const boolean = { type: 'boolean' } as const
    const options = { host: string, port: string, config: string, 'check-config': boolean, help: boolean }
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}
