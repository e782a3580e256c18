import { phaseFilters, type PhaseFilter } from '@catalyst/api/phases'
import { useId, type ReactNode } from 'react'
import type { EnvironmentListMessages } from './environmentListMessages.ts'

export interface StatusFilterProps {
  value: PhaseFilter | undefined
  onChange: (value: PhaseFilter | undefined) => void
  counts: Record<PhaseFilter, number> | undefined
  total: number | undefined
  words: EnvironmentListMessages
}

/** The filter by status: one of a few, with how many each would show. Renders a `<fieldset>` of native radio buttons. */
export function StatusFilter({ value, onChange, counts, total, words }: StatusFilterProps): ReactNode {
  const name = useId()
  const choices = [undefined, ...phaseFilters]
  return (
    <fieldset className="catalyst-filter">
      <legend className="catalyst-hidden">{words.filter}</legend>
      {choices.map((choice) => (
        <label key={choice ?? 'all'} className="catalyst-filter-choice">
          <input type="radio" name={name} checked={value === choice} onChange={() => onChange(choice)} />
          {choice === undefined ? words.all : words.phase[choice]}
          <span className="catalyst-filter-count">{choice === undefined ? total : counts?.[choice]}</span>
        </label>
      ))}
    </fieldset>
  )
}
