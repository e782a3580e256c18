import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useShortcut } from '../../layout/useShortcut.ts'

const tabs = { overview: 'Overview', pods: 'Pods', log: 'Log', terminal: 'Terminal' } as const

export type Tab = keyof typeof tabs

/** The tab that the address names. @default 'overview' */
export function tabOf(text: string | undefined): Tab {
  return text !== undefined && Object.hasOwn(tabs, text) ? (text as Tab) : 'overview'
}

/** The parts of the page, as links: each can be sent to somebody, and Back leads to the one before. */
export function TabLinks({ tab }: { tab: Tab }): ReactNode {
  const [query, setQuery] = useSearchParams()
  const open = (one: Tab) => setQuery(searchOf(query, one))
  useShortcut('1', () => open('overview'))
  useShortcut('2', () => open('pods'))
  useShortcut('3', () => open('log'))
  useShortcut('4', () => open('terminal'))
  useShortcut('/', () => document.querySelector<HTMLInputElement>('.app-main input[type=search]')?.focus())
  return (
    <nav className="app-tabs" aria-label="Parts of this page">
      {(Object.keys(tabs) as Tab[]).map((one) => (
        <Link key={one} to={`?${searchOf(query, one)}`} aria-current={one === tab ? 'page' : undefined}>
          {tabs[one]}
        </Link>
      ))}
    </nav>
  )
}

function searchOf(query: URLSearchParams, tab: Tab): string {
  const next = new URLSearchParams(query)
  if (tab === 'overview') next.delete('tab')
  else next.set('tab', tab)
  return next.toString()
}
