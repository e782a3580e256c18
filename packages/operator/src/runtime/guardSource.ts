import type { Source } from './Controller.ts'

/**
 * The same source, for objects that anybody may have made: one of which nothing can be said is told of and left out, so that
 * all others get their pass. Whether a change matters that can't be judged is for the pass to find out.
 */
export function guardSource(source: Source, onError: (error: unknown) => void): Source {
  const { requestsOf, predicate } = source
  return {
    ...source,
    requestsOf(object) {
      try {
        return requestsOf(object)
      } catch (error) {
        onError(error)
        return []
      }
    },
    predicate(change) {
      try {
        return predicate?.(change) ?? true
      } catch (error) {
        onError(error)
        return true
      }
    },
  }
}
