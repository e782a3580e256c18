import type { ReactNode } from 'react'
import { CheckField } from '../../internals/CheckField.tsx'
import { SelectField } from '../../internals/SelectField.tsx'
import type { LogLook, LogTimestamps } from './LogLook.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'

export interface LogLookPanelProps {
  look: LogLook
  onLookChange: (change: Partial<LogLook>) => void
  messages: LogViewerMessages
}

export const timestampChoices: readonly LogTimestamps[] = ['local', 'utc', 'relative', 'off']

const switches = ['wrap', 'lineNumbers', 'json'] as const

/** How the lines look. Renders native fields. */
export function LogLookPanel({ look, onLookChange, messages }: LogLookPanelProps): ReactNode {
  return (
    <>
      <SelectField
        label={messages.times}
        value={look.timestamps}
        options={timestampChoices.map((value) => ({ value, label: messages.timestamps(value) }))}
        onChange={(timestamps) => onLookChange({ timestamps })}
      />
      {switches.map((name) => (
        <CheckField
          key={name}
          label={messages[name]}
          checked={look[name]}
          onChange={(isOn) => onLookChange({ [name]: isOn })}
        />
      ))}
    </>
  )
}
