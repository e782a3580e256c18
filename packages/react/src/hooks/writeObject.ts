import type { TopicState } from '@catalyst/sdk'
import { notifyManager, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { isOlder } from '../queries/isOlder.ts'

interface Named {
  metadata: {
    namespace?: string | undefined
    name: string
    uid?: string | undefined
    resourceVersion?: string | undefined
  }
}

/** Makes one cached object what the topic of its namespace says. One that is gone is asked for, since the proxy knows more about it. */
export function writeObject<TObject extends Named>(
  queryKey: QueryKey,
  { namespace, name }: { namespace: string; name: string },
) {
  return (queryClient: QueryClient, { items }: TopicState<TObject>): void => {
    const object = items.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace)
    const state = queryClient.getQueryState<TObject>(queryKey)
    if (object === undefined) {
      if (state?.status === 'success') void queryClient.invalidateQueries({ queryKey, exact: true })
      return
    }
    const known = state?.data
    const settled = state?.status === 'success'
    if (settled && (known === object || (known !== undefined && isOlder(object, known)))) return
    notifyManager.batch(() => {
      void queryClient.cancelQueries({ queryKey, exact: true })
      queryClient.setQueryData(queryKey, object)
    })
  }
}
