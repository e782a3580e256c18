import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** `push` for a step that Back undoes; `replace` for one of many, such as a typed letter. */
export type Step = 'push' | 'replace'

/** Changes parameters of the page's query at once; an empty value removes one. */
export function useQueryUpdate(): (changes: Readonly<Record<string, string | undefined>>, step?: Step) => void {
  const [, setQuery] = useSearchParams()
  return useCallback(
    (changes, step = 'push') => {
      // The address itself, because what the router hands out is as old as its last rendering.
      const before = new URLSearchParams(window.location.search)
      const after = new URLSearchParams(before)
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(name, value)
        else after.delete(name)
      }
      if (after.toString() !== before.toString()) setQuery(after, { replace: step === 'replace' })
    },
    [setQuery],
  )
}

/** A parameter of the page's query, so that what one looks at can be sent to somebody else. */
export function useQueryState(name: string): [string | undefined, (value: string | undefined) => void] {
  const [query] = useSearchParams()
  const update = useQueryUpdate()
  return [query.get(name) ?? undefined, (value) => update({ [name]: value })]
}
