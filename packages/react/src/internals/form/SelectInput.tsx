import { useId, type ReactNode } from 'react'

export interface SelectInputProps {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
  hint?: string | undefined
  /** What is wrong with it; takes the place of the hint. */
  error?: string | undefined
}

/** A native select with its label above and a hint, or what is wrong, below. Renders a `<div>`. */
export function SelectInput({ label, value, options, onChange, hint, error }: SelectInputProps): ReactNode {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="catalyst-form-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="catalyst-input"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}note`}
        onChange={({ target }) => onChange(target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {note !== undefined && (
        <p id={`${id}note`} className="catalyst-form-note" data-invalid={error === undefined ? undefined : ''}>
          {note}
        </p>
      )}
    </div>
  )
}
