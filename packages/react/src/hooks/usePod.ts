import type { Pod } from '@catalyst/api'
import type { PodRef } from '@catalyst/sdk'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { podOptions } from '../queries/podOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { writeObject } from './writeObject.ts'

/** One pod, kept current. When it goes away, `error` is NOT_FOUND while `data` keeps what was known last. */
export function usePod(ref: PodRef, options: LiveOptions = {}): LiveQueryResult<Pod> {
  const { cluster = '-', namespace, pod: name } = ref
  const query = podOptions(useCatalystClient(), ref)
  return useLiveQuery(query, {
    ...options,
    topic: { kind: 'pods', cluster, namespace },
    write: writeObject(query.queryKey, { namespace, name }),
  })
}
