import { useId, type ComponentPropsWithoutRef, type ReactNode } from 'react'

export interface TextAreaProps extends Omit<ComponentPropsWithoutRef<'textarea'>, 'value' | 'onChange'> {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: string | undefined
  /** What is wrong with it; takes the place of the hint. */
  error?: string | undefined
}

/** A field of several lines of what machines read, with its label above and a hint, or what is wrong, below. Renders a `<div>`. */
export function TextArea(props: TextAreaProps): ReactNode {
  const { label, value, onChange, hint, error, ...textProps } = props
  const id = useId()
  const note = error ?? hint
  return (
    <div className="catalyst-form-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="catalyst-input catalyst-mono"
        rows={4}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}note`}
        onChange={({ target }) => onChange(target.value)}
        {...textProps}
      />
      {note !== undefined && (
        <p id={`${id}note`} className="catalyst-form-note" data-invalid={error === undefined ? undefined : ''}>
          {note}
        </p>
      )}
    </div>
  )
}
