import { useClusters } from '@catalyst/react'
import { useId, type ReactNode } from 'react'

export interface ClusterChoiceProps {
  /** The one that is shown; absent for the default one. */
  cluster: string | undefined
  onChange: (cluster: string | undefined) => void
}

/** Chooses a cluster where several are registered. */
export function ClusterChoice({ cluster, onChange }: ClusterChoiceProps): ReactNode {
  const id = useId()
  const clusters = useClusters().data?.items ?? []
  if (clusters.length < 2 && cluster === undefined) return null
  const byDefault = clusters.find((one) => one.default)?.name
  const shown = cluster ?? byDefault ?? ''
  const names = new Set([...clusters.map(({ name }) => name), shown])
  return (
    <span className="catalyst-field">
      <label className="catalyst-field-label" htmlFor={id}>
        Cluster
      </label>
      <select
        id={id}
        value={shown}
        onChange={({ target }) => onChange(target.value === byDefault ? undefined : target.value)}
      >
        {[...names].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </span>
  )
}
