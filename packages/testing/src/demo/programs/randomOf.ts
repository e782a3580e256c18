import type { ProcessContext } from '../../cluster/machine/Process.ts'
import { createRandom, type Random } from '../createRandom.ts'

/** The chances of one program in one environment: the same in every run. */
export function randomOf({ env, argv }: Pick<ProcessContext, 'env' | 'argv'>): Random {
  return createRandom([env['CATALYST_NAMESPACE'], env['GIT_COMMIT'], ...argv].join(' '))
}
