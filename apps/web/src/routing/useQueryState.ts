import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** Changes parameters of the page's query at once; an empty value removes one. */
export function useQueryUpdate(): (changes: Readonly<Record<string, string | undefined>>) => void {
  const [, setQuery] = useSearchParams()
  return useCallback(
    (changes) =>
      setQuery(
        (before) => {
          const after = new URLSearchParams(before)
          for (const [name, value] of Object.entries(changes)) {
            if (value) after.set(name, value)
            else after.delete(name)
          }
          return after
        },
        { replace: true },
      ),
    [setQuery],
  )
}

/** A parameter of the page's query, so that what one looks at can be sent to somebody else. */
export function useQueryState(name: string): [string | undefined, (value: string | undefined) => void] {
  const [query] = useSearchParams()
  const update = useQueryUpdate()
  return [query.get(name) ?? undefined, (value) => update({ [name]: value })]
}
