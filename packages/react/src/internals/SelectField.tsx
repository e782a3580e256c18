import type { ReactNode } from 'react'

export interface SelectFieldProps<TValue extends string> {
  /** What is chosen, in words. */
  label: string
  value: TValue
  options: readonly { value: TValue; label: string }[]
  onChange: (value: TValue) => void
}

/** A native select with its label inside the frame. Renders a `<label>`. */
export function SelectField<TValue extends string>(props: SelectFieldProps<TValue>): ReactNode {
  const { label, value, options, onChange } = props
  return (
    <label className="catalyst-field">
      <span className="catalyst-field-label">{label}</span>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
