import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { ComponentBoundary } from '../../internals/ComponentBoundary.tsx'
import type { DetailTab } from './environmentDetailMessages.ts'

export interface DetailTabsProps {
  label: string
  tabs: readonly { tab: DetailTab; label: string; href: string | undefined }[]
  tab: DetailTab
  onChange: (tab: DetailTab) => void
  /** Contents of the tab; called for the shown one, and for those that stay alive behind it. */
  children: (tab: DetailTab) => ReactNode
  /** Tabs whose contents stay while another is shown, once they were. */
  kept: readonly DetailTab[]
}

/**
 * Tabs as the ARIA Authoring Practices describe them: one stop for Tab, arrows between them, and what is chosen is shown at once.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function DetailTabs({ label, tabs, tab, onChange, children, kept }: DetailTabsProps): ReactNode {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex((one) => one.tab === tab)
    const step = list.current !== null && getComputedStyle(list.current).direction === 'rtl' ? -1 : 1
    const next = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const target = tabs[(next + tabs.length) % tabs.length]
    if (target === undefined) return
    event.preventDefault()
    onChange(target.tab)
    list.current?.querySelector<HTMLElement>(`[data-tab="${target.tab}"]`)?.focus()
  }

  return (
    <>
      <div ref={list} className="catalyst-tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((one) => {
          const props = {
            id: `${id}${one.tab}`,
            role: 'tab',
            className: 'catalyst-tab',
            'data-tab': one.tab,
            'aria-selected': one.tab === tab,
            'aria-controls': one.tab === tab ? `${id}panel-${one.tab}` : undefined,
            tabIndex: one.tab === tab ? 0 : -1,
          } as const
          if (one.href === undefined) {
            return (
              <button key={one.tab} type="button" {...props} onClick={() => onChange(one.tab)}>
                {one.label}
              </button>
            )
          }
          return (
            <a
              key={one.tab}
              {...props}
              href={one.href}
              onClick={(event) => {
                // A press with a key held is the browser's: it opens a window or a tab.
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
                event.preventDefault()
                onChange(one.tab)
              }}
            >
              {one.label}
            </a>
          )
        })}
      </div>
      {tabs
        .filter((one) => one.tab === tab || kept.includes(one.tab))
        .map((one) => (
          <div
            key={one.tab}
            id={`${id}panel-${one.tab}`}
            className="catalyst-tab-panel"
            role="tabpanel"
            aria-labelledby={`${id}${one.tab}`}
            data-tab={one.tab}
            hidden={one.tab !== tab}
          >
            {/* What an app brings may fail; the rest of the environment stays on the screen. */}
            <ComponentBoundary subject={{ tab: one.tab }}>{children(one.tab)}</ComponentBoundary>
          </div>
        ))}
    </>
  )
}
