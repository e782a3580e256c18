import { useMemo, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import { useIsomorphicLayoutEffect } from '../../internals/useLatest.ts'

export interface RowFocus {
  /** Rows to draw even where they are not on the screen: the one with the focus, and the one that gets it. */
  readonly pinned: readonly number[]
  onFocus(event: FocusEvent): void
  onBlur(event: FocusEvent): void
  onKeyDown(event: KeyboardEvent): void
}

/** The focus from one environment to the next by arrow keys, Home and End, past the links between; Tab goes through all. */
export function useRowFocus(table: RefObject<HTMLElement | null>, keys: readonly string[]): RowFocus {
  const [focused, setFocused] = useState<string>()
  const [wanted, setWanted] = useState<string>()

  useIsomorphicLayoutEffect(() => {
    if (wanted === undefined) return
    nameIn(rowsOf(table.current).find((row) => row.dataset['key'] === wanted))?.focus()
    setWanted(undefined)
  }, [wanted, table])

  const pinned = useMemo(
    () => [focused, wanted].flatMap((key) => (key === undefined ? [] : [keys.indexOf(key)])),
    [keys, focused, wanted],
  )
  return {
    pinned,
    onFocus: ({ target }) => setFocused(rowOf(target)?.dataset['key']),
    onBlur: () => setFocused(undefined),
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return
      const row = rowOf(event.target)
      // Fields and menus have their own use for these keys.
      if (row === undefined || event.target !== nameIn(row)) return
      const at = keys.indexOf(row.dataset['key'] ?? '')
      const next = keys[targetOf(event.key, { at, last: keys.length - 1 })]
      if (at < 0 || next === undefined) return
      event.preventDefault()
      setWanted(next)
    },
  }
}

function targetOf(key: string, { at, last }: { at: number; last: number }): number {
  if (key === 'ArrowDown') return at + 1
  if (key === 'ArrowUp') return at - 1
  if (key === 'Home') return 0
  return key === 'End' ? last : -1
}

function rowOf(target: EventTarget | null): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>('tr[data-key]')) || undefined
}

function rowsOf(table: HTMLElement | null): HTMLElement[] {
  return [...(table?.querySelectorAll<HTMLElement>('tr[data-key]') ?? [])]
}

function nameIn(row: HTMLElement | undefined): HTMLElement | null | undefined {
  return row?.querySelector<HTMLElement>('.catalyst-environment-name:is(a, button)')
}
