import { createHash } from 'node:crypto'

/** On Jobs of the operator and their pods: what they are for. */
export const jobLabel = 'catalyst.dev/job'
export type JobPurpose = 'deploy' | 'remove'

/** Kubernetes' limit for the name of a Job, which is a label of its pods. */
const maxLength = 63

/** The account under which Jobs of an environment run, in its project's namespace. */
export function accountNameOf(environment: string): string {
  return `deployer-${environment}`
}

/** The copy of the credentials for Git that a Job of an environment gets. */
export function gitSecretNameOf(environment: string): string {
  return `deployer-${environment}-git`
}

/** The copy of a Secret with which the image of an environment's Jobs is pulled. */
export function pullSecretNameOf(environment: string, index: number): string {
  return `deployer-${environment}-pull-${index}`
}

/** The name of an environment's Job; `number` counts its Jobs on, so that none gets the name of another one. */
export function jobNameOf(
  purpose: JobPurpose,
  environment: string,
  { revision, number }: { revision: string; number: number },
): string {
  const head = `${purpose}-${environment}`
  const tail = `-${revision.slice(0, 8)}-${number}`
  if (head.length + tail.length <= maxLength) return `${head}${tail}`
  const hash = createHash('sha256').update(environment).digest('hex').slice(0, 5)
  return `${head.slice(0, maxLength - tail.length - hash.length - 1)}-${hash}${tail}`
}

/** Which of an environment's Jobs a name is of; 0 for what is no such name. */
export function jobNumberOf(name = ''): number {
  return Number(/-(\d+)$/.exec(name)?.[1] ?? 0)
}
