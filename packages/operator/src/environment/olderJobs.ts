import { isOver } from '../deployment/jobStateOf.ts'
import type { Observed, Reference } from './Observed.ts'

export interface OlderJob extends Reference {
  isGoing: boolean
  goingSince: string | undefined
}

/** Jobs of an environment that still do something, but for the one of this name: two at once would mix what they bring. */
export function olderJobs({ jobs, environment }: Observed, name: string): OlderJob[] {
  return jobs.all
    .filter((job) => {
      const isOurs = job.metadata?.ownerReferences?.some(({ uid }) => uid === environment.metadata.uid) === true
      const isGoing = job.metadata?.deletionTimestamp !== undefined
      return job.metadata?.name === name ? !isOurs || isGoing : isGoing || !isOver(job, jobs.pods)
    })
    .map(({ metadata }) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      name: metadata?.name ?? '',
      namespace: metadata?.namespace,
      isGoing: metadata?.deletionTimestamp !== undefined,
      goingSince: metadata?.deletionTimestamp,
    }))
}
