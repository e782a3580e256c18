import type { ResourceList } from '@catalyst/api'
import type { TopicState } from '@catalyst/sdk'
import { notifyManager, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { counterpartsIn } from '../queries/counterpartsIn.ts'
import { isOlder } from '../queries/isOlder.ts'

interface Listed {
  metadata: {
    namespace?: string | undefined
    name: string
    uid?: string | undefined
    resourceVersion?: string | undefined
  }
}

/** Makes a cached list what the topic says, but for objects that a write's answer has brought further already. */
export function writeList<TObject extends Listed>(queryKey: QueryKey) {
  return (queryClient: QueryClient, { items, resourceVersion = '' }: TopicState<TObject>): void => {
    const state = queryClient.getQueryState<ResourceList<TObject>>(queryKey)
    const cached = state?.data?.items ?? []
    const merged = newest(items, cached)
    const same = merged.length === cached.length && merged.every((item, index) => item === cached[index])
    if (same && state?.status === 'success') return
    notifyManager.batch(() => {
      // A request that is still under way knows less than the stream.
      void queryClient.cancelQueries({ queryKey, exact: true })
      queryClient.setQueryData(queryKey, { items: merged, metadata: { resourceVersion } })
    })
  }
}

function newest<TObject extends Listed>(items: readonly TObject[], cached: readonly TObject[]): readonly TObject[] {
  const counterpart = counterpartsIn(cached)
  return items.map((item, index) => {
    const known = counterpart(item, index)
    return known !== undefined && isOlder(item, known) ? known : item
  })
}
