import { useId, type ComponentPropsWithoutRef, type ReactNode } from 'react'

export interface TextFieldProps extends Omit<ComponentPropsWithoutRef<'input'>, 'value' | 'onChange'> {
  label: string
  value: string
  onChange: (value: string) => void
  /** What goes in it. */
  hint?: string | undefined
  /** What is wrong with it; takes the place of the hint. */
  error?: string | undefined
  /** Whether it holds what machines read: a command, a path. @default false */
  isCode?: boolean | undefined
}

/** A text field with its label above and a hint, or what is wrong, below. Renders a `<div>`. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, onChange, hint, error, isCode = false, ...inputProps } = props
  const id = useId()
  const note = error ?? hint
  return (
    <div className="catalyst-form-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={isCode ? 'catalyst-input catalyst-mono' : 'catalyst-input'}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}note`}
        onChange={({ target }) => onChange(target.value)}
        {...(isCode ? { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } : {})}
        {...inputProps}
      />
      {note !== undefined && (
        <p id={`${id}note`} className="catalyst-form-note" data-invalid={error === undefined ? undefined : ''}>
          {note}
        </p>
      )}
    </div>
  )
}
