import { useClusters } from '@catalyst/react'
import { useId, type ReactNode } from 'react'

export interface ClusterChoiceProps {
  /** The one that is shown; absent for the default one, or for all. */
  cluster: string | undefined
  onChange: (cluster: string | undefined) => void
  /** Whether all of them can be shown, which no choice then means. @default false */
  all?: boolean | undefined
}

/** Chooses a cluster where several are registered. */
export function ClusterChoice({ cluster, onChange, all = false }: ClusterChoiceProps): ReactNode {
  const id = useId()
  const clusters = useClusters().data?.items ?? []
  if (clusters.length < 2 && cluster === undefined) return null
  const otherwise = all ? '' : (clusters.find((one) => one.default)?.name ?? '')
  const shown = cluster ?? otherwise
  const names = new Set(clusters.map(({ name }) => name))
  if (shown !== '') names.add(shown)
  return (
    <span className="catalyst-field">
      <label className="catalyst-field-label" htmlFor={id}>
        Cluster
      </label>
      <select
        id={id}
        value={shown}
        onChange={({ target }) => onChange(target.value === otherwise ? undefined : target.value)}
      >
        {all && <option value="">All</option>}
        {[...names].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </span>
  )
}
