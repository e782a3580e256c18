import type { ProcessContext } from '../../cluster/machine/Process.ts'
import { createRandom, type Random } from '../createRandom.ts'

/**
 * The chances of one program in one environment: the same in every run. What does not know its environment has several
 * replicas, which are to differ.
 */
export function randomOf({ env, argv, machine }: Pick<ProcessContext, 'env' | 'argv' | 'machine'>): Random {
  return createRandom([env['CATALYST_NAMESPACE'] ?? machine.hostname, env['GIT_COMMIT'], ...argv].join(' '))
}
