import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { CloseIcon } from '../../internals/icons.tsx'

export interface LogPanelProps {
  id: string
  label: string
  closeLabel: string
  onClose: () => void
  children: ReactNode
}

/** What a button of the toolbar opens below it; takes the focus, and Escape closes it. Renders a `<div role="group">`. */
export function LogPanel({ id, label, closeLabel, onClose, children }: LogPanelProps): ReactNode {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <div
      ref={panel}
      id={id}
      className="catalyst-log-panel"
      role="group"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {children}
      <IconButton className="catalyst-button catalyst-log-panel-close" label={closeLabel} onClick={onClose}>
        <CloseIcon />
      </IconButton>
    </div>
  )
}
