import { useState, type ReactNode } from 'react'
import { FormPart } from '../../internals/form/FormPart.tsx'
import type { FieldErrors } from '../../internals/form/useFieldErrors.ts'
import { newTemplate, type TemplateDraft } from '../template-form/templateDraft.ts'
import { TemplateFields } from '../template-form/TemplateFields.tsx'
import type { TemplateFormMessages } from '../template-form/templateFormMessages.ts'
import type { FormHeading } from './FormHeading.ts'
import type { ProjectFormMessages } from './projectFormMessages.ts'

export interface TemplateListProps {
  templates: readonly TemplateDraft[]
  onChange: (templates: readonly TemplateDraft[]) => void
  /** Names of the project's sources. */
  sources: readonly string[]
  errors: FieldErrors
  messages: ProjectFormMessages
  templateMessages: TemplateFormMessages
  heading: FormHeading
}

/** The templates of a project, a group of fields each. */
export function TemplateList(props: TemplateListProps): ReactNode {
  const { templates, onChange, sources, errors, messages: words, templateMessages, heading: Heading } = props
  const [added, setAdded] = useState<number>()
  return (
    <section className="catalyst-form-section" aria-label={words.templates}>
      <Heading className="catalyst-form-heading">{words.templates}</Heading>
      <p className="catalyst-form-note">{words.templatesHint}</p>
      {templates.map((template) => (
        <FormPart
          key={template.id}
          title={templateMessages.title(template.key)}
          removeLabel={templateMessages.remove(template.key)}
          onRemove={() => onChange(templates.filter((one) => one !== template))}
        >
          <TemplateFields
            draft={template}
            isAdded={template.id === added}
            onChange={(changed) => onChange(templates.map((one) => (one === template ? changed : one)))}
            sources={sources}
            errors={errors}
            messages={templateMessages}
          />
        </FormPart>
      ))}
      <div className="catalyst-form-actions">
        <button
          type="button"
          className="catalyst-button"
          data-add=""
          onClick={() => {
            const id = Math.max(0, ...templates.map((one) => one.id)) + 1
            setAdded(id)
            onChange([...templates, newTemplate(id, '')])
          }}
        >
          {words.addTemplate}
        </button>
      </div>
    </section>
  )
}
