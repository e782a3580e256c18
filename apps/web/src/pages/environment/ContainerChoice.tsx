import type { Pod } from '@catalyst/api'
import { useId, type ReactNode } from 'react'
import { runningContainersOf } from './runningContainersOf.ts'

export interface ContainerChoiceProps {
  pod: Pod
  container: string
  onChange: (container: string) => void
}

/** Chooses one of the running containers of a pod, where there are several. */
export function ContainerChoice({ pod, container, onChange }: ContainerChoiceProps): ReactNode {
  const id = useId()
  const names = new Set([...runningContainersOf(pod), container])
  if (names.size < 2) return null
  return (
    <span className="catalyst-field">
      <label className="catalyst-field-label" htmlFor={id}>
        Container
      </label>
      <select id={id} value={container} onChange={({ target }) => onChange(target.value)}>
        {[...names].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </span>
  )
}
