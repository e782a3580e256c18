import { parseArgs } from 'node:util'
import { UsageError, type Given } from '@catalyst/program'

export interface Flags extends Given {
  checkConfig: boolean
  install: boolean
  help: boolean
}

export const usage = `Turns Catalyst's Project and Environment resources into running environments.

  --config <path>    file of settings, YAML (CATALYST_OPERATOR_CONFIG)
  --check-config     say whether the configuration can be used, and end
  --install          first apply Catalyst's kinds, roles and policies to the cluster
  --help             this text

Every setting has a variable of the environment too; variables win over the file. All of them are explained in
docs/configuration.md.

The cluster is the one of KUBECONFIG, in a pod without it that of its service account.
`

/** @throws UsageError for what is no flag. */
export function readFlags(args: readonly string[]): Flags {
  const { config, help, install, 'check-config': checkConfig } = parse(args)
  return {
    values: new Map(),
    file: config,
    checkConfig: checkConfig ?? false,
    install: install ?? false,
    help: help ?? false,
  }
}

function parse(args: readonly string[]) {
  try {
    const boolean = { type: 'boolean' } as const
    const options = { config: { type: 'string' }, 'check-config': boolean, install: boolean, help: boolean } as const
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}
