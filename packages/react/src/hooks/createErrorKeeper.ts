import { hashKey, type QueryKey, type UseQueryResult } from '@tanstack/react-query'

/**
 * A query that has no data forgets its error each time it is asked again. This keeps the error until there is an answer, so that what
 * says it does not give way to what says that it loads, and back, with every poll.
 */
export function createErrorKeeper() {
  const errors = new Map<string, Error>()
  return <TData>(result: UseQueryResult<TData>, queryKey: QueryKey): UseQueryResult<TData> => {
    const key = hashKey(queryKey)
    if (result.error !== null) errors.set(key, result.error)
    else if (result.data !== undefined || !result.isFetching) errors.delete(key)
    const error = errors.get(key)
    if (error === undefined || result.error !== null) return result
    const kept = { error, status: 'error', isError: true, isPending: false, isLoading: false, isLoadingError: true }
    return { ...result, ...kept } as UseQueryResult<TData>
  }
}
