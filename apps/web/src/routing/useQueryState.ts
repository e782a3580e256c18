import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** A parameter of the page's query, so that what one looks at can be sent to somebody else. An empty value removes it. */
export function useQueryState(name: string): [string | undefined, (value: string | undefined) => void] {
  const [query, setQuery] = useSearchParams()
  const set = useCallback(
    (value: string | undefined) =>
      setQuery(
        (before) => {
          const after = new URLSearchParams(before)
          if (value) after.set(name, value)
          else after.delete(name)
          return after
        },
        { replace: true },
      ),
    [name, setQuery],
  )
  return [query.get(name) ?? undefined, set]
}
