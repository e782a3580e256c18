import { phaseFilters, type PhaseFilter } from '@catalyst/api/phases'

export type { PhaseFilter }

/** Whether a text of the address is a filter of the list. */
export function isPhaseFilter(text: string | undefined): text is PhaseFilter {
  return phaseFilters.some((filter) => filter === text)
}
