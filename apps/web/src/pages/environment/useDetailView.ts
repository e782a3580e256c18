import type { DetailTab, DetailView } from '@catalyst/react'
import { useHref, useSearchParams } from 'react-router'

const tabs: readonly string[] = ['pods', 'log', 'terminal', 'configuration'] satisfies DetailTab[]

/** What of an environment the address names. Every part is a place: it can be sent to somebody, and Back leads to the one before. */
export function useDetailView(): {
  view: DetailView
  setView: (view: DetailView) => void
  hrefOf: (view: DetailView) => string
} {
  const [query, setQuery] = useSearchParams()
  const here = useHref('')
  const tab = query.get('tab') ?? ''
  return {
    view: {
      tab: tabs.includes(tab) ? (tab as DetailTab) : 'overview',
      pod: query.get('pod') ?? undefined,
      container: query.get('container') ?? undefined,
    },
    setView: (view) => setQuery(queryOf(view)),
    hrefOf: (view) => {
      const text = queryOf(view).toString()
      return text === '' ? here : `${here}?${text}`
    },
  }
}

function queryOf({ tab = 'overview', pod, container }: DetailView): URLSearchParams {
  const values = { tab: tab === 'overview' ? undefined : tab, pod, container }
  return new URLSearchParams(
    Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  )
}
