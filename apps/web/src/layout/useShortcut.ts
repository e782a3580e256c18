import { useEffect, useRef } from 'react'

const typing = 'input, textarea, select, [contenteditable], dialog, .catalyst-terminal, .catalyst-log'

/** Whether single keys do something: people who speak to their computer or whose hands slip can turn them off. */
export const shortcutsSetting = 'shortcuts'

/** Calls back when a key is pressed alone, outside of fields, dialogs, logs and terminals. */
export function useShortcut(key: string, onPress: () => void): void {
  const latest = useRef(onPress)
  useEffect(() => {
    latest.current = onPress
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(typing) !== null) return
      if (document.querySelector('dialog[open]') !== null || isOff()) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [key])
}

/** `/` leads to the field that searches what the page shows. */
export function useSearchShortcut(): void {
  useShortcut('/', () => document.querySelector<HTMLInputElement>('.app-main input[type=search]')?.focus())
}

function isOff(): boolean {
  try {
    return window.localStorage.getItem(`catalyst.${shortcutsSetting}`) === 'off'
  } catch {
    return false
  }
}
