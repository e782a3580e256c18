import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { MoreIcon } from '../../internals/icons.tsx'
import { useIsomorphicLayoutEffect } from '../../internals/useLatest.ts'

export interface MenuButtonProps {
  label: string
  /** The items, rendered while the menu is open: elements with `role="menuitem"` and `tabIndex={-1}`. */
  children: ReactNode
}

/**
 * A button that opens a menu over everything else, as the ARIA Authoring Practices have it: arrow keys go round, Home and End to either
 * end, Escape and Tab leave. Renders a `<button>`, and a `<div role="menu">` beside it while it is open.
 */
export function MenuButton({ label, children }: MenuButtonProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = useCallback(() => setIsOpen(false), [])
  return (
    <>
      <IconButton
        ref={button}
        label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setIsOpen(true)
        }}
      >
        <MoreIcon />
      </IconButton>
      {isOpen && (
        <Menu id={id} label={label} anchor={button} onClose={close}>
          {children}
        </Menu>
      )}
    </>
  )
}

interface MenuProps extends MenuButtonProps {
  id: string
  anchor: { readonly current: HTMLElement | null }
  onClose: () => void
}

function Menu({ id, label, anchor, onClose, children }: MenuProps): ReactNode {
  const menu = useRef<HTMLDivElement>(null)

  useIsomorphicLayoutEffect(() => {
    const element = menu.current
    const button = anchor.current
    if (element === null || button === null) return
    // In the top layer nothing cuts it off. Where a browser has none it is merely the last to be painted.
    element.showPopover?.()
    place(element, button)
    itemsIn(element)[0]?.focus({ preventScroll: true })
  }, [anchor])

  useEffect(() => {
    const leave = ({ target }: Event) => {
      const isInside = target instanceof Node && (menu.current?.contains(target) || anchor.current?.contains(target))
      if (!isInside) onClose()
    }
    document.addEventListener('pointerdown', leave, true)
    document.addEventListener('focusin', leave, true)
    // It does not go along with its button.
    document.addEventListener('scroll', onClose, { capture: true, passive: true })
    window.addEventListener('resize', onClose)
    return () => {
      document.removeEventListener('pointerdown', leave, true)
      document.removeEventListener('focusin', leave, true)
      document.removeEventListener('scroll', onClose, { capture: true })
      window.removeEventListener('resize', onClose)
    }
  }, [anchor, onClose])

  const closeToButton = () => {
    anchor.current?.focus({ preventScroll: true })
    onClose()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Tab') return closeToButton()
    const items = itemsIn(event.currentTarget)
    const at = items.findIndex((item) => item === document.activeElement)
    const next = nextOf(event.key, { at, count: items.length })
    if (event.key !== 'Escape' && next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (next === undefined) closeToButton()
    else items[next]?.focus()
  }

  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      aria-label={label}
      className="catalyst-menu"
      popover="manual"
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        const item = target instanceof Element ? target.closest('[role=menuitem]') : null
        if (item !== null && item.getAttribute('aria-disabled') !== 'true') closeToButton()
      }}
    >
      {children}
    </div>
  )
}

function itemsIn(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]
}

function nextOf(key: string, { at, count }: { at: number; count: number }): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at + count - 1) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

/** Below the button and in line with its end; above it where there is no room below. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { top, bottom, left, right } = button.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const isRightToLeft = getComputedStyle(button).direction === 'rtl'
  const x = isRightToLeft ? left : right - width
  const y = bottom + height + 4 > window.innerHeight && top > height ? top - height - 4 : bottom + 4
  menu.style.left = `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`
  menu.style.top = `${Math.max(4, y)}px`
}
