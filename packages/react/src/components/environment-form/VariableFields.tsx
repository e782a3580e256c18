import { useState, type ReactNode } from 'react'
import { focusAdd } from '../../internals/form/focusAdd.ts'
import type { FieldErrors } from '../../internals/form/useFieldErrors.ts'
import { IconButton } from '../../internals/IconButton.tsx'
import { CloseIcon } from '../../internals/icons.tsx'
import { TextField } from '../../internals/TextField.tsx'
import type { CreateEnvironmentFormMessages } from './createEnvironmentFormMessages.ts'
import { variablePath, type VariableDraft } from './environmentDraft.ts'

export interface VariableFieldsProps {
  variables: readonly VariableDraft[]
  onChange: (variables: readonly VariableDraft[]) => void
  errors: FieldErrors
  messages: CreateEnvironmentFormMessages
}

/** Environment variables, a row each. Renders a `<fieldset>`. */
export function VariableFields({ variables, onChange, errors, messages: words }: VariableFieldsProps): ReactNode {
  const [added, setAdded] = useState<number>()
  const change = (changed: VariableDraft) => {
    errors.change(variablePath(changed))
    onChange(variables.map((one) => (one.id === changed.id ? changed : one)))
  }
  return (
    <fieldset>
      <legend>{words.variables}</legend>
      <p className="catalyst-form-note">{words.variablesHint}</p>
      {variables.map((variable) => (
        <div key={variable.id} className="catalyst-form-entry">
          <TextField
            label={words.variableName}
            isCode
            value={variable.name}
            autoFocus={variable.id === added}
            error={errors.at(variablePath(variable))}
            onChange={(name) => change({ ...variable, name })}
            onBlur={() => errors.touch(variablePath(variable))}
          />
          <TextField
            label={words.variableValue}
            isCode
            value={variable.value}
            onChange={(value) => change({ ...variable, value })}
          />
          <IconButton
            label={words.removeVariable(variable.name)}
            onClick={({ currentTarget }) => {
              focusAdd(currentTarget)
              onChange(variables.filter(({ id }) => id !== variable.id))
            }}
          >
            <CloseIcon />
          </IconButton>
        </div>
      ))}
      <div className="catalyst-form-actions">
        <button
          type="button"
          className="catalyst-button"
          data-add=""
          onClick={() => {
            const id = Math.max(0, ...variables.map((one) => one.id)) + 1
            setAdded(id)
            onChange([...variables, { id, name: '', value: '' }])
          }}
        >
          {words.addVariable}
        </button>
      </div>
    </fieldset>
  )
}
