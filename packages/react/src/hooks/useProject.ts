import type { Project } from '@catalyst/api'
import type { ResourceRef } from '@catalyst/sdk'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { projectOptions } from '../queries/projectOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { usePendingView } from './usePendingView.ts'
import { writeObject } from './writeObject.ts'

/** One project, kept current. When it goes away, `error` is NOT_FOUND while `data` keeps what was known last. */
export function useProject(ref: ResourceRef, options: LiveOptions = {}): LiveQueryResult<Project> {
  const query = projectOptions(useCatalystClient(), ref)
  const pending = usePendingView('projects')
  const result = useLiveQuery(query, {
    ...options,
    topic: { kind: 'projects', cluster: ref.cluster ?? '-', namespace: ref.namespace },
    write: writeObject(query.queryKey, ref),
  })
  return result.data === undefined ? result : { ...result, data: pending.one(result.data, ref.cluster) }
}
