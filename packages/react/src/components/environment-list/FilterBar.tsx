import { useMemo, type ReactNode } from 'react'
import { SearchIcon } from '../../internals/icons.tsx'
import { SelectField } from '../../internals/SelectField.tsx'
import type { EnvironmentListFilter } from './EnvironmentListFilter.ts'
import type { EnvironmentListMessages } from './environmentListMessages.ts'
import { countByPhase } from './filterEnvironments.ts'
import type { ListedEnvironment } from './ListedEnvironment.ts'
import { StatusFilter } from './StatusFilter.tsx'

export interface FilterBarProps {
  /** All that could be shown; `undefined` while they load. */
  environments: readonly ListedEnvironment[] | undefined
  filter: EnvironmentListFilter
  onChange: (filter: EnvironmentListFilter) => void
  words: EnvironmentListMessages
  children: ReactNode
}

/** Chooses which environments are shown. A choice between fewer than two is not offered. */
export function FilterBar({ environments, filter, onChange, words, children }: FilterBarProps): ReactNode {
  const counts = useMemo(() => (environments === undefined ? undefined : countByPhase(environments)), [environments])
  const choices = useMemo(() => choicesIn(environments ?? [], filter.team), [environments, filter.team])
  const set = (change: EnvironmentListFilter) => onChange({ ...filter, ...change })
  return (
    <div className="catalyst-environments-bar">
      <StatusFilter
        value={filter.phase}
        onChange={(phase) => set({ phase })}
        counts={counts}
        total={environments?.length}
        words={words}
      />
      <Choice
        label={words.cluster}
        all={words.all}
        value={filter.cluster}
        values={choices.clusters}
        onChange={(cluster) => set({ cluster })}
      />
      {/* A project of another team would leave nothing. */}
      <Choice
        label={words.team}
        all={words.all}
        value={filter.team}
        values={choices.teams}
        onChange={(team) => set({ team, project: undefined })}
      />
      <Choice
        label={words.project}
        all={words.all}
        value={filter.project}
        values={choices.projects}
        onChange={(project) => set({ project })}
      />
      <label className="catalyst-field catalyst-environments-search">
        <SearchIcon />
        <input
          type="search"
          value={filter.text ?? ''}
          placeholder={words.search}
          aria-label={words.search}
          onChange={({ target }) => set({ text: target.value === '' ? undefined : target.value })}
        />
      </label>
      {children !== undefined && <div className="catalyst-environments-actions">{children}</div>}
    </div>
  )
}

interface ChoiceProps {
  label: string
  all: string
  value: string | undefined
  values: readonly string[]
  onChange: (value: string | undefined) => void
}

function Choice({ label, all, value, values, onChange }: ChoiceProps): ReactNode {
  if (values.length < 2 && value === undefined) return null
  // What is chosen stays among them when the last of it goes.
  const names = value === undefined || values.includes(value) ? values : [value, ...values]
  const options = [{ value: '', label: all }, ...names.map((name) => ({ value: name, label: name }))]
  return (
    <SelectField label={label} value={value ?? ''} options={options} onChange={(one) => onChange(one || undefined)} />
  )
}

function choicesIn(environments: readonly ListedEnvironment[], team: string | undefined) {
  const clusters = new Set<string>()
  const teams = new Set<string>()
  const projects = new Set<string>()
  for (const one of environments) {
    clusters.add(one.cluster)
    if (one.team !== undefined) teams.add(one.team)
    if (team === undefined || one.team === team) projects.add(one.project)
  }
  return { clusters: [...clusters].sort(), teams: [...teams].sort(), projects: [...projects].sort() }
}
