import type { DetailTab, DetailView } from '@catalyst/react'
import { useHref, useSearchParams } from 'react-router'
import { useQueryUpdate } from '../../routing/useQueryState.ts'

const tabs: readonly string[] = ['pods', 'log', 'terminal', 'configuration'] satisfies DetailTab[]

/** What of an environment the address names. Every part is a place: it can be sent to somebody, and Back leads to the one before. */
export function useDetailView(): {
  view: DetailView
  setView: (view: DetailView) => void
  /** The marked line of the log, which another view does not keep. */
  line: string | undefined
  setLine: (line: string | undefined) => void
  hrefOf: (view: DetailView, line?: string) => string
} {
  const [query, setQuery] = useSearchParams()
  const update = useQueryUpdate()
  const here = useHref('')
  const tab = query.get('tab') ?? ''
  return {
    view: {
      tab: tabs.includes(tab) ? (tab as DetailTab) : 'overview',
      pod: query.get('pod') ?? undefined,
      container: query.get('container') ?? undefined,
    },
    setView: (view) => setQuery(queryOf(view)),
    line: query.get('line') ?? undefined,
    setLine: (line) => update({ line }, 'replace'),
    hrefOf: (view, line) => {
      const text = queryOf(view, line).toString()
      return text === '' ? here : `${here}?${text}`
    },
  }
}

function queryOf({ tab = 'overview', pod, container }: DetailView, line?: string): URLSearchParams {
  const values = { tab: tab === 'overview' ? undefined : tab, pod, container, line }
  return new URLSearchParams(
    Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  )
}
