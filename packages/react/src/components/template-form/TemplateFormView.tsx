import type { EnvironmentTemplate, Project } from '@catalyst/api'
import { forwardRef, useState, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../../internals/classNames.ts'
import type { FieldFault } from '../../internals/form/fieldFaults.ts'
import { formMessages } from '../../internals/form/formMessages.ts'
import { useFieldErrors } from '../../internals/form/useFieldErrors.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { YamlPreview } from '../yaml-preview/YamlPreview.tsx'
import { draftOfTemplate, faultsOfTemplate, keyPath, newTemplate, templateOf } from './templateDraft.ts'
import { TemplateFields } from './TemplateFields.tsx'
import { templateFormMessages, type TemplateFormMessages } from './templateFormMessages.ts'
import type { ChangedTemplate } from './templatePatch.ts'

export interface TemplateFormViewProps extends Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit'> {
  /** The project whose template it is, as it is when the form appears. */
  project: Project
  /** Key of the template to change. Absent for a new one. */
  templateKey?: string | undefined
  /** Called with the template and its key, once nothing is wrong with it. */
  onSubmit: (changed: ChangedTemplate) => void
  /** Called by the cancel button, which is absent without it. */
  onCancel?: (() => void) | undefined
  /** Whether it is being saved: a second press does nothing. @default false */
  isSaving?: boolean | undefined
  /** What the last try failed with; issues of it are said at their fields. */
  error?: unknown
  messages?: Partial<TemplateFormMessages> | undefined
}

/**
 * One template of a project in a form, with the fields that its type has; beside it the YAML that comes of it. Needs no provider.
 * Renders a `<form>`.
 *
 * `data-mode` is `create` or `edit`; `data-type` is the type of the template.
 */
export const TemplateFormView = withBoundary(
  forwardRef<HTMLFormElement, TemplateFormViewProps>(function TemplateFormView(
    { project, templateKey, onSubmit, onCancel, isSaving = false, error, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('templateForm', templateFormMessages, messages)
    const form = useMessages('form', formMessages)
    // As they were when the form appeared: what others change meanwhile is a conflict, and not half of this template.
    const [{ templates, sources }] = useState(project.spec)
    const [draft, setDraft] = useState(() => firstDraft(templates, templateKey))
    const names = sources.map(({ name }) => name)
    const key = draft.key.trim()
    const isTaken = key !== templateKey && templates[key] !== undefined
    const taken: Record<string, FieldFault> = isTaken ? { [keyPath(draft)]: 'twice' } : {}
    const mode = templateKey === undefined ? 'create' : 'edit'
    const errors = useFieldErrors({
      faults: { ...faultsOfTemplate(draft, names), ...taken },
      error,
      words: { ...form.fault, twice: words.exists(key) },
      exists: { path: keyPath(draft), text: words.exists(key) },
    })
    return (
      <form
        ref={ref}
        className={classNames('catalyst', 'catalyst-form-page', className)}
        aria-label={words.label[mode]}
        aria-busy={isSaving}
        data-mode={mode}
        data-type={draft.type}
        noValidate
        {...elementProps}
        onSubmit={(event) => {
          if (errors.submit(event) && !isSaving) onSubmit({ key, template: templateOf(draft) })
        }}
      >
        <div className="catalyst-form-split">
          <div className="catalyst-form-fields">
            {error !== undefined && error !== null && !errors.isSaid && <ProblemView error={error} />}
            <TemplateFields draft={draft} onChange={setDraft} sources={names} errors={errors} messages={words} />
            <div className="catalyst-form-actions">
              <button type="submit" className="catalyst-button" data-variant="primary" aria-disabled={isSaving}>
                {isSaving ? words.saving : words.save}
              </button>
              {onCancel !== undefined && (
                <button type="button" className="catalyst-button" onClick={onCancel}>
                  {words.cancel}
                </button>
              )}
            </div>
          </div>
          <YamlPreview title={words.preview} value={{ templates: { [key]: templateOf(draft) } }} />
        </div>
      </form>
    )
  }),
)

function firstDraft(templates: Readonly<Record<string, EnvironmentTemplate>>, key: string | undefined) {
  const template = key === undefined ? undefined : templates[key]
  return key === undefined || template === undefined ? newTemplate(1, key ?? '') : draftOfTemplate(1, key, template)
}
