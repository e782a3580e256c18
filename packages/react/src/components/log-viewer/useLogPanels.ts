import { useId, useRef, useState, type RefObject } from 'react'

/** What can be open below the toolbar, one at a time. */
export type LogPanelName = 'filter' | 'look' | 'keys'

export interface LogPanels {
  open: LogPanelName | undefined
  id: string
  toggle: (name: LogPanelName) => void
  /** Closes what is open and gives the focus back to where it was. */
  close: () => void
  /** For the button that opens a panel. */
  buttonProps: (name: LogPanelName) => {
    'aria-expanded': boolean
    'aria-controls': string | undefined
    onClick: () => void
  }
}

/** Which panel is open. */
export function useLogPanels(): LogPanels {
  const id = useId()
  const [open, setOpen] = useState<LogPanelName>()
  const opener: RefObject<Element | null> = useRef<Element>(null)

  const toggle = (name: LogPanelName) => {
    if (open === name) return close()
    if (open === undefined) opener.current = document.activeElement
    setOpen(name)
  }
  const close = () => {
    setOpen(undefined)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return {
    open,
    id,
    toggle,
    close,
    buttonProps: (name) => ({
      'aria-expanded': open === name,
      'aria-controls': open === name ? id : undefined,
      onClick: () => toggle(name),
    }),
  }
}
