import type { ReactNode } from 'react'
import { SelectField } from '../../internals/SelectField.tsx'
import type { LogViewerMessages } from './logViewerMessages.ts'

/** Which part of a log was asked for. Each choice is shown where its change is listened for. */
export interface LogBacklog {
  /** Containers to choose from besides those that lines came from. */
  containers?: readonly string[] | undefined
  /** The chosen one. @default all */
  container?: string | undefined
  onContainerChange?: ((container: string | undefined) => void) | undefined
  /** Lines of backlog; `undefined` for everything. */
  tailLines?: number | undefined
  onTailLinesChange?: ((tailLines: number | undefined) => void) | undefined
  /** Age in seconds above which lines are left out; `undefined` for any age. */
  sinceSeconds?: number | undefined
  onSinceSecondsChange?: ((sinceSeconds: number | undefined) => void) | undefined
  /** Whether the run before the last restart is shown. @default false */
  previous?: boolean | undefined
  onPreviousChange?: ((previous: boolean) => void) | undefined
}

interface LogBacklogFieldsProps extends LogBacklog {
  /** Whether the log begins at a linked line, and not at a time of the reader's choice. */
  isSinceLine: boolean
  messages: LogViewerMessages
}

const tailChoices = [100, 500, 1000, 5000, 50_000] as const
const sinceChoices = [300, 900, 3600, 6 * 3600, 24 * 3600] as const

/** Choices of container, number of lines and age. Renders `<label>`s. */
export function LogBacklogFields(props: LogBacklogFieldsProps): ReactNode {
  const { containers = [], container, onContainerChange, tailLines, onTailLinesChange, messages } = props
  const { sinceSeconds, onSinceSecondsChange, isSinceLine } = props
  return (
    <>
      {onContainerChange !== undefined && (
        <SelectField
          label={messages.container}
          value={container ?? ''}
          options={[
            { value: '', label: messages.allContainers },
            ...containers.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(value) => onContainerChange(value === '' ? undefined : value)}
        />
      )}
      {onTailLinesChange !== undefined && (
        <SelectField
          label={messages.tail}
          value={String(tailLines ?? '')}
          options={[
            ...withChosen(tailChoices, tailLines).map((count) => ({
              value: String(count),
              label: messages.tailLines(count),
            })),
            { value: '', label: messages.allLines },
          ]}
          onChange={(value) => onTailLinesChange(value === '' ? undefined : Number(value))}
        />
      )}
      {onSinceSecondsChange !== undefined && (
        <SelectField
          label={messages.since}
          value={isSinceLine ? 'line' : String(sinceSeconds ?? '')}
          options={[
            ...(isSinceLine ? [{ value: 'line', label: messages.sinceLine }] : []),
            ...withChosen(sinceChoices, sinceSeconds).map((seconds) => ({
              value: String(seconds),
              label: messages.sinceSeconds(seconds),
            })),
            { value: '', label: messages.anyTime },
          ]}
          onChange={(value) => onSinceSecondsChange(value === '' ? undefined : Number(value))}
        />
      )}
    </>
  )
}

/** The choices, and among them what was chosen elsewhere. */
function withChosen(choices: readonly number[], chosen: number | undefined): readonly number[] {
  return chosen === undefined || choices.includes(chosen)
    ? choices
    : [...choices, chosen].sort((left, right) => left - right)
}
