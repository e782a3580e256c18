import { useState, type ReactNode } from 'react'
import { FormPart } from '../../internals/form/FormPart.tsx'
import type { FieldErrors } from '../../internals/form/useFieldErrors.ts'
import { TextField } from '../../internals/TextField.tsx'
import type { FormHeading } from './FormHeading.ts'
import type { SourceDraft } from './projectDraft.ts'
import type { ProjectFormMessages } from './projectFormMessages.ts'

export interface SourceFieldsProps {
  sources: readonly SourceDraft[]
  onChange: (sources: readonly SourceDraft[]) => void
  errors: FieldErrors
  messages: ProjectFormMessages
  heading: FormHeading
}

/** The repositories of a project, a group of fields each. */
export function SourceFields({
  sources,
  onChange,
  errors,
  messages: words,
  heading: Heading,
}: SourceFieldsProps): ReactNode {
  const [added, setAdded] = useState<number>()
  const fields = [
    { name: 'name', path: 'name', label: words.sourceName, hint: undefined },
    { name: 'repositoryUrl', path: 'repositoryUrl', label: words.repositoryUrl, hint: words.repositoryUrlHint },
    { name: 'branch', path: 'branch', label: words.branch, hint: words.branchHint },
    { name: 'secret', path: 'credentialsSecretRef', label: words.secret, hint: words.secretHint },
  ] as const
  const remove = (index: number) => {
    errors.remove('spec.sources', index)
    onChange(sources.filter((_, at) => at !== index))
  }
  return (
    <section className="catalyst-form-section" aria-label={words.sources}>
      <Heading className="catalyst-form-heading">{words.sources}</Heading>
      {sources.map((source, index) => (
        <FormPart
          key={source.id}
          title={words.source(source.name)}
          removeLabel={words.removeSource(source.name)}
          onRemove={sources.length === 1 ? undefined : () => remove(index)}
        >
          {[fields.slice(0, 2), fields.slice(2)].map((row, at) => (
            <div key={at} className="catalyst-form-row">
              {row.map(({ name, path: member, label, hint }) => {
                const path = `spec.sources[${index}].${member}`
                return (
                  <TextField
                    key={name}
                    label={label}
                    hint={hint}
                    isCode
                    value={source[name]}
                    autoFocus={source.id === added && name === 'name'}
                    error={errors.at(path)}
                    onChange={(value) => {
                      errors.change(path)
                      onChange(sources.map((one) => (one === source ? { ...source, [name]: value } : one)))
                    }}
                    onBlur={() => errors.touch(path)}
                  />
                )
              })}
            </div>
          ))}
        </FormPart>
      ))}
      <div className="catalyst-form-actions">
        <button
          type="button"
          className="catalyst-button"
          data-add=""
          onClick={() => {
            const id = Math.max(0, ...sources.map((one) => one.id)) + 1
            setAdded(id)
            onChange([...sources, { id, name: '', repositoryUrl: '', branch: '', secret: '' }])
          }}
        >
          {words.addSource}
        </button>
      </div>
    </section>
  )
}
