import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'

export interface IconButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** What the button does, in words; shown as its tooltip. */
  label: string
  /** Whether a toggle is on; absent for a button that is none. */
  pressed?: boolean | undefined
  children: ReactNode
}

/** A button with a sign for a face. Renders a `<button>`. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, pressed, children, ...elementProps },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      className="catalyst-button"
      data-variant="plain"
      data-icon=""
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      {...elementProps}
    >
      {children}
    </button>
  )
})
