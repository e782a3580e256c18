import { filterFromQuery, filterToQuery, type EnvironmentListFilter } from '@catalyst/react'
import { useEffect, useState } from 'react'
import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router'

/**
 * The list's filter, kept in the page's address, so that what one looks at can be sent to somebody else. It is kept beside the address
 * too, which follows a rendering later: a field that waited for it would lose letters and move the caret.
 */
export function useListFilter(
  otherwise: EnvironmentListFilter = {},
): [EnvironmentListFilter, (filter: EnvironmentListFilter) => void] {
  const [query, setQuery] = useSearchParams()
  const { key } = useLocation()
  const type = useNavigationType()
  const inAddress = () => ({ ...otherwise, ...filterFromQuery(query) })
  const [filter, setFilter] = useState(inAddress)
  const [seen, setSeen] = useState(key)
  if (key !== seen) {
    setSeen(key)
    // Back, forward and links; what was typed here is known already.
    if (type !== NavigationType.Replace) setFilter(inAddress())
  }
  useEffect(() => {
    // A Back that comes before the router has rendered the step leads to where it was: nothing changes that it would render.
    const follow = () => setFilter({ ...otherwise, ...filterFromQuery(new URLSearchParams(window.location.search)) })
    window.addEventListener('popstate', follow)
    return () => window.removeEventListener('popstate', follow)
  }, [otherwise])
  const change = (next: EnvironmentListFilter) => {
    setFilter(next)
    // The address itself, because what the router hands out is as old as its last rendering.
    const before = new URLSearchParams(window.location.search)
    const after = filterToQuery(next, before)
    // A letter is one of many; a choice is a step that Back undoes.
    if (after.toString() !== before.toString()) setQuery(after, { replace: next.text !== filter.text })
  }
  return [filter, change]
}
