import { cloneElement, useId, type InputHTMLAttributes, type ReactElement, type ReactNode } from 'react'

export interface FieldProps {
  label: string
  hint: string
  children: ReactElement<InputHTMLAttributes<HTMLInputElement>>
}

/** An input with its label and what it takes. */
export function Field({ label, hint, children }: FieldProps): ReactNode {
  const id = useId()
  return (
    <div className="app-field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, className: 'app-input', 'aria-describedby': `${id}-hint` })}
      <span id={`${id}-hint`} className="catalyst-muted">
        {hint}
      </span>
    </div>
  )
}
