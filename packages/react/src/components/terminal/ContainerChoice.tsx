import type { ReactNode } from 'react'
import type { ContainerKind, TerminalContainer } from './terminalContainers.ts'
import type { TerminalMessages } from './terminalMessages.ts'

export interface ContainerChoiceProps {
  containers: readonly TerminalContainer[]
  container: string | undefined
  onChange: (container: string) => void
  words: TerminalMessages
}

const kinds: readonly ContainerKind[] = ['container', 'init', 'ephemeral']

/** Which container of a pod the shell is in, init and debug containers too, and which of them run. Renders a `<label>`. */
export function ContainerChoice({ containers, container, onChange, words }: ContainerChoiceProps): ReactNode {
  return (
    <label className="catalyst-field">
      <span className="catalyst-field-label">{words.container}</span>
      <select value={container} onChange={(event) => onChange(event.target.value)}>
        {kinds.map((kind) => {
          const ones = containers.filter((one) => one.kind === kind)
          return (
            ones.length > 0 && (
              <optgroup key={kind} label={words.containerGroups[kind]}>
                {ones.map(({ name, state }) => (
                  <option key={name} value={name}>
                    {state === 'running' ? name : `${name} (${words.containerStates[state]})`}
                  </option>
                ))}
              </optgroup>
            )
          )
        })}
      </select>
    </label>
  )
}
