import type { ReactNode } from 'react'
import type { FieldFault } from '../../internals/form/fieldFaults.ts'
import { TextArea } from '../../internals/form/TextArea.tsx'
import { useYaml, type Yaml } from '../../internals/useYaml.ts'
import type { TemplateDraft } from './templateDraft.ts'
import type { TemplateFormMessages } from './templateFormMessages.ts'

export interface ValuesFieldProps {
  draft: TemplateDraft
  onChange: (draft: TemplateDraft) => void
  onBlur: () => void
  error: string | undefined
  messages: TemplateFormMessages
}

/** Values that have no field of their own, as YAML. */
export function ValuesField({ draft, onChange, onBlur, error, messages: words }: ValuesFieldProps): ReactNode {
  const loaded = useYaml()
  const yaml = loaded === 'failed' ? json : loaded
  const isEmpty = Object.keys(draft.values).length === 0
  const text = draft.valuesText ?? (isEmpty ? '' : (yaml?.stringify(draft.values) ?? words.valuesLoading))
  return (
    <TextArea
      label={words.values}
      hint={words.valuesHint[draft.type === 'helm' ? 'helm' : 'other']}
      error={error}
      value={text}
      readOnly={yaml === undefined}
      onChange={(valuesText) => yaml !== undefined && onChange({ ...draft, valuesText, ...read(valuesText, yaml) })}
      onBlur={onBlur}
    />
  )
}

/** YAML contains JSON: what is left where the library can't be loaded. */
const json: Yaml = { stringify: (value) => JSON.stringify(value, null, 2), parse: JSON.parse }

function read(text: string, yaml: Yaml): Partial<TemplateDraft> & { valuesFault: FieldFault | undefined } {
  if (text.trim() === '') return { values: {}, valuesFault: undefined }
  try {
    const values = yaml.parse(text)
    if (typeof values !== 'object' || values === null || Array.isArray(values)) return { valuesFault: 'notAMap' }
    return { values: values as TemplateDraft['values'], valuesFault: undefined }
  } catch {
    // What is wrong with it changes with every key; that it is no YAML yet is enough.
    return { valuesFault: 'notYaml' }
  }
}
