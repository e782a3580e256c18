import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { runProgram, type RunOptions } from './runProgram.ts'

type Kubectl = (args: readonly string[], options?: RunOptions) => Promise<string>

/** Runs kubectl on a cluster and returns what it printed; rejects with what it said on standard error. */
export function kubectlOf(kubeconfig: string): Kubectl {
  const [program, ...prefix] = kubectlCommand()
  return (args, options) => runProgram(program, [...prefix, '--kubeconfig', kubeconfig, ...args], options)
}

/** The recipe's binary is a kubectl too; with another cluster it may never have been built. */
export function kubectlCommand(): [string, ...string[]] {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const binary = join(process.env['CATALYST_CLUSTER_CACHE'] ?? join(cache, 'catalyst/cluster-1.34.4'), 'cluster')
  return existsSync(binary) ? [binary, 'kubectl'] : ['kubectl']
}
