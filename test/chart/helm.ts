import { join } from 'node:path'
import { runProgram, type RunOptions } from '../cluster/runProgram.ts'

const script = join(import.meta.dirname, '../../scripts/helm.sh')

/** The chart's folder. */
export const chart = join(import.meta.dirname, '../../deploy/chart/catalyst')

/** Runs the pinned Helm and returns what it printed; rejects with what it said on standard error. */
export function helm(args: readonly string[], options?: RunOptions): Promise<string> {
  return runProgram('bash', [script, ...args], options)
}
