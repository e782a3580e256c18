import type { Pod } from '@catalyst/api'
import { useId, type ReactNode } from 'react'

export interface PodChoiceProps {
  pods: readonly Pod[]
  pod: string | undefined
  onChange: (pod: string | undefined) => void
  /** Text of the choice of none; there is no such choice without it. */
  all?: string | undefined
}

/** Chooses one of the pods of an environment. */
export function PodChoice({ pods, pod, onChange, all }: PodChoiceProps): ReactNode {
  const id = useId()
  const names = new Set(pods.map(({ metadata }) => metadata.name))
  if (pod !== undefined) names.add(pod)
  return (
    <span className="catalyst-field app-pod-choice">
      <label className="catalyst-field-label" htmlFor={id}>
        Pod
      </label>
      <select id={id} value={pod ?? ''} onChange={({ target }) => onChange(target.value || undefined)}>
        {all !== undefined && <option value="">{all}</option>}
        {[...names].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </span>
  )
}
