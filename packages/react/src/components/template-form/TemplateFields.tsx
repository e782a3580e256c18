import { useState, type ReactNode } from 'react'
import { CheckField } from '../../internals/CheckField.tsx'
import { SelectInput } from '../../internals/form/SelectInput.tsx'
import { TextArea } from '../../internals/form/TextArea.tsx'
import type { FieldErrors } from '../../internals/form/useFieldErrors.ts'
import { TextField } from '../../internals/TextField.tsx'
import { keyPath, type TemplateDraft, templatePath } from './templateDraft.ts'
import {
  fieldsOfType,
  hasResources,
  hasValues,
  listFields,
  numberFields,
  resourceFields,
  services,
  type TemplateField,
  templateTypes,
} from './templateFields.ts'
import type { TemplateFormMessages } from './templateFormMessages.ts'
import { ValuesField } from './ValuesField.tsx'

export interface TemplateFieldsProps {
  draft: TemplateDraft
  onChange: (draft: TemplateDraft) => void
  /** Whether the reader just asked for it: then the focus goes to its first field. @default false */
  isAdded?: boolean | undefined
  /** Names of the project's sources. */
  sources: readonly string[]
  errors: FieldErrors
  messages: TemplateFormMessages
}

/** The fields of a template: those that its type has. Renders a fragment. */
export function TemplateFields(props: TemplateFieldsProps): ReactNode {
  const { draft, onChange, isAdded = false, errors, messages: words } = props
  const valuesPath = templatePath(draft, 'values')
  // As the template was at first: it must not close under somebody who empties its last field.
  const [isOpen] = useState(() => resourceFields.some((name) => (draft.text[name] ?? '') !== ''))
  return (
    <>
      <div className="catalyst-form-row">
        <TextField
          label={words.key}
          hint={words.keyHint}
          isCode
          value={draft.key}
          autoFocus={isAdded}
          error={errors.at(keyPath(draft))}
          onChange={(key) => onChange({ ...draft, key })}
          onBlur={() => errors.touch(keyPath(draft))}
        />
        <SelectInput
          label={words.type}
          hint={words.about[draft.type]}
          value={draft.type}
          options={templateTypes.map((type) => ({ value: type, label: words.types[type] }))}
          onChange={(chosen) =>
            onChange({ ...draft, type: templateTypes.find((type) => type === chosen) ?? draft.type })
          }
        />
      </div>
      <div className="catalyst-form-row">
        {fieldsOfType[draft.type].map((name) => (
          <Field key={name} name={name} {...props} />
        ))}
      </div>
      {hasValues(draft.type) && (
        <fieldset>
          <legend>{words.services}</legend>
          <div className="catalyst-form-checks">
            {services.map((service) => (
              <CheckField
                key={service}
                label={words.service[service]}
                checked={draft.services[service]}
                onChange={(on) => onChange({ ...draft, services: { ...draft.services, [service]: on } })}
              />
            ))}
          </div>
        </fieldset>
      )}
      {hasResources(draft.type) && (
        <details className="catalyst-details" open={isOpen}>
          <summary>{words.resources}</summary>
          <div className="catalyst-form-row">
            {resourceFields.map((name) => (
              <Field key={name} name={name} {...props} />
            ))}
          </div>
        </details>
      )}
      {hasValues(draft.type) && (
        <ValuesField
          draft={draft}
          onChange={(changed) => {
            errors.change(valuesPath)
            onChange(changed)
          }}
          onBlur={() => errors.touch(valuesPath)}
          error={errors.at(valuesPath)}
          messages={words}
        />
      )}
    </>
  )
}

function Field({
  name,
  draft,
  onChange,
  sources,
  errors,
  messages: words,
}: TemplateFieldsProps & { name: TemplateField }) {
  const path = templatePath(draft, name)
  const common = {
    label: name === 'path' && draft.type !== 'prebuilt' ? words.path[draft.type] : words.field[name],
    hint: words.hint[name],
    value: draft.text[name] ?? '',
    error: errors.at(path),
    onChange: (value: string) => {
      errors.change(path)
      onChange({ ...draft, text: { ...draft.text, [name]: value } })
    },
  }
  if (name === 'mode') {
    const options = (['', 'development', 'production'] as const).map((value) => ({ value, label: words.modes[value] }))
    return <SelectInput {...common} options={options} />
  }
  if (name === 'sourceRef') {
    const named = sources.filter((source) => source !== '').map((source) => ({ value: source, label: source }))
    return <SelectInput {...common} options={[{ value: '', label: words.firstSource }, ...named]} />
  }
  const blurred = { onBlur: () => errors.touch(path) }
  if (listFields.includes(name)) return <TextArea {...common} {...blurred} rows={3} />
  return <TextField {...common} {...blurred} isCode inputMode={numberFields.includes(name) ? 'numeric' : undefined} />
}
