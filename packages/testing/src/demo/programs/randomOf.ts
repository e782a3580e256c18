import type { ProcessContext } from '../../cluster/machine/Process.ts'
import { createRandom, type Random } from '../createRandom.ts'

/** The chances of one program in one container: the same whenever that is started. Replicas differ. */
export function randomOf({ argv, machine }: Pick<ProcessContext, 'argv' | 'machine'>): Random {
  return createRandom([machine.hostname, ...argv].join(' '))
}
