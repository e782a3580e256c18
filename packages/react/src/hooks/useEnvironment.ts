import type { Environment } from '@catalyst/api'
import type { ResourceRef } from '@catalyst/sdk'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentOptions } from '../queries/environmentOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { usePendingView } from './usePendingView.ts'
import { writeObject } from './writeObject.ts'

/** One environment, kept current. When it goes away, `error` is NOT_FOUND while `data` keeps what was known last. */
export function useEnvironment(ref: ResourceRef, options: LiveOptions = {}): LiveQueryResult<Environment> {
  const query = environmentOptions(useCatalystClient(), ref)
  const pending = usePendingView('environments')
  const result = useLiveQuery(query, {
    ...options,
    topic: { kind: 'environments', cluster: ref.cluster ?? '-', namespace: ref.namespace },
    write: writeObject(query.queryKey, ref),
  })
  return result.data === undefined ? result : { ...result, data: pending.one(result.data, ref.cluster) }
}
