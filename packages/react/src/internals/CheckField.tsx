import type { ReactNode } from 'react'

export interface CheckFieldProps {
  /** What is on or off, in words. */
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  /** What stands before the label. */
  children?: ReactNode
}

/** A native checkbox with its label. Renders a `<label>`. */
export function CheckField({ label, checked, onChange, children }: CheckFieldProps): ReactNode {
  return (
    <label className="catalyst-check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {children}
      <span>{label}</span>
    </label>
  )
}
