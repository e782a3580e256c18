import {
  cloneElement,
  useId,
  useState,
  type FormEvent,
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
} from 'react'

export interface FieldProps {
  label: string
  hint: string
  children: ReactElement<InputHTMLAttributes<HTMLInputElement>>
}

/** An input with its label and what it takes; what is wrong with a value stands in the hint's place until it is mended. */
export function Field({ label, hint, children }: FieldProps): ReactNode {
  const id = useId()
  const [problem, setProblem] = useState<string>()
  const input = cloneElement(children, {
    id,
    className: 'app-input',
    'aria-describedby': `${id}-hint`,
    'aria-invalid': problem === undefined ? undefined : true,
    onInvalid: (event: FormEvent<HTMLInputElement>) => {
      // The browser's own bubble would say it once, over the field below.
      event.preventDefault()
      setProblem(problemOf(event.currentTarget.validity))
      event.currentTarget.form?.querySelector<HTMLInputElement>('input:invalid')?.focus()
    },
    onInput: (event: FormEvent<HTMLInputElement>) => {
      if (event.currentTarget.validity.valid) setProblem(undefined)
    },
    onBlur: (event: FormEvent<HTMLInputElement>) => {
      const { value, validity } = event.currentTarget
      if (value !== '') setProblem(validity.valid ? undefined : problemOf(validity))
    },
  })
  return (
    <div className="app-field">
      <label htmlFor={id}>{label}</label>
      {input}
      <span id={`${id}-hint`} className="app-field-hint" data-invalid={problem === undefined ? undefined : ''}>
        <span aria-live="polite">{problem}</span>
        {problem === undefined && hint}
      </span>
    </div>
  )
}

function problemOf({ valueMissing, patternMismatch }: ValidityState): string {
  if (valueMissing) return 'This is needed.'
  if (patternMismatch) return 'Lower-case letters, digits and hyphens, a letter or digit at both ends.'
  return 'This can’t be taken as it is.'
}
