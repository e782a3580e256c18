import type { Project } from '@catalyst/api'
import type { ProjectWrite } from '@catalyst/sdk'
import { forwardRef, useState, type ComponentPropsWithoutRef } from 'react'
import { CheckField } from '../../internals/CheckField.tsx'
import { classNames } from '../../internals/classNames.ts'
import { formMessages } from '../../internals/form/formMessages.ts'
import { useFieldErrors } from '../../internals/form/useFieldErrors.ts'
import { TextField } from '../../internals/TextField.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { templateFormMessages } from '../template-form/templateFormMessages.ts'
import { YamlPreview } from '../yaml-preview/YamlPreview.tsx'
import type { FormHeading } from './FormHeading.ts'
import { draftOf, faultsOf, type ProjectDraft, projectOf, quotaFields } from './projectDraft.ts'
import { projectFormMessages, type ProjectFormMessages } from './projectFormMessages.ts'
import { SourceFields } from './SourceFields.tsx'
import { TemplateList } from './TemplateList.tsx'

export interface ProjectFormViewProps extends Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit'> {
  /** The project to change, as it is when the form appears; what no field is about stays. Absent for a new one. */
  project?: Project | undefined
  /** What stands in the fields of a new one at first. */
  defaultValues?: { team?: string | undefined; name?: string | undefined } | undefined
  /** Called with the whole project, once nothing is wrong with it. */
  onSubmit: (project: ProjectWrite) => void
  /** Called by the cancel button, which is absent without it. */
  onCancel?: (() => void) | undefined
  /** Level of the headings inside the form. @default 2 */
  headingLevel?: 2 | 3 | 4 | undefined
  /** Whether the project is being saved: a second press does nothing. @default false */
  isSaving?: boolean | undefined
  /** What the last try failed with; issues of it are said at their fields. */
  error?: unknown
  messages?: Partial<ProjectFormMessages> | undefined
}

/**
 * A project in a form: team and name, sources, templates of every type, quota; beside it the YAML that comes of it. Needs no
 * provider. Renders a `<form>`.
 *
 * `data-mode` is `create` or `edit`.
 */
export const ProjectFormView = withBoundary(
  forwardRef<HTMLFormElement, ProjectFormViewProps>(function ProjectFormView(
    { project, defaultValues, onSubmit, onCancel, headingLevel = 2, isSaving = false, error, messages, ...props },
    ref,
  ) {
    const { className, ...elementProps } = props
    const Heading: FormHeading = `h${headingLevel}`
    const words = useMessages('projectForm', projectFormMessages, messages)
    const templateWords = useMessages('templateForm', templateFormMessages)
    const form = useMessages('form', formMessages)
    // As it was when the form appeared: what others change meanwhile is a conflict, and not half of this one.
    const [base] = useState(project)
    const [draft, setDraft] = useState(() => draftOf(base, filled(defaultValues)))
    const mode = base === undefined ? 'create' : 'edit'
    const errors = useFieldErrors({
      faults: faultsOf(draft),
      error,
      words: form.fault,
      exists: { path: 'metadata.name', text: words.exists(draft.name.trim()) },
    })
    const change = (changed: Partial<ProjectDraft>) => setDraft({ ...draft, ...changed })
    const textField = (path: string, name: 'team' | 'name' | (typeof quotaFields)[number]) => ({
      value: draft[name],
      error: errors.at(path),
      isCode: true,
      onChange: (value: string) => {
        errors.change(path)
        change({ [name]: value })
      },
      onBlur: () => {
        if (draft[name] !== '') errors.touch(path)
      },
    })
    const asked = projectOf(draft, base)
    return (
      <form
        ref={ref}
        className={classNames('catalyst', 'catalyst-form-page', className)}
        aria-label={words.label[mode]}
        aria-busy={isSaving}
        data-mode={mode}
        noValidate
        {...elementProps}
        onSubmit={(event) => {
          if (errors.submit(event) && !isSaving) onSubmit(asked)
        }}
      >
        <div className="catalyst-form-split">
          <div className="catalyst-form-fields">
            {error !== undefined && error !== null && !errors.isSaid && <ProblemView error={error} />}
            <div className="catalyst-form-row">
              <TextField
                label={words.team}
                hint={words.teamHint}
                readOnly={mode === 'edit'}
                required
                {...textField('metadata.namespace', 'team')}
              />
              <TextField
                label={words.name}
                hint={words.nameHint}
                readOnly={mode === 'edit'}
                required
                {...textField('metadata.name', 'name')}
              />
            </div>
            <SourceFields
              sources={draft.sources}
              onChange={(sources) => change({ sources })}
              errors={errors}
              messages={words}
              heading={Heading}
            />
            <TemplateList
              templates={draft.templates}
              onChange={(templates) => change({ templates })}
              sources={draft.sources.map(({ name }) => name.trim())}
              errors={errors}
              messages={words}
              templateMessages={templateWords}
              heading={Heading}
            />
            <section className="catalyst-form-section" aria-label={words.quota}>
              <Heading className="catalyst-form-heading">{words.quota}</Heading>
              <p className="catalyst-form-note">{words.quotaHint}</p>
              <div className="catalyst-form-row">
                {quotaFields.map((name) => (
                  <TextField key={name} label={words.quotaField[name]} {...textField(`spec.resources.${name}`, name)} />
                ))}
              </div>
            </section>
            <CheckField
              label={words.pullRequest}
              checked={draft.pullRequest}
              onChange={(pullRequest) => change({ pullRequest })}
            />
            <div className="catalyst-form-actions">
              <button type="submit" className="catalyst-button" data-variant="primary" aria-disabled={isSaving}>
                {isSaving ? words.saving : words.submit[mode]}
              </button>
              {onCancel !== undefined && (
                <button type="button" className="catalyst-button" onClick={onCancel}>
                  {words.cancel}
                </button>
              )}
            </div>
          </div>
          <YamlPreview title={words.preview} value={manifestOf(asked)} />
        </div>
      </form>
    )
  }),
)

/** As one would apply it by hand. */
function manifestOf(project: ProjectWrite): object {
  const kind: Pick<Project, 'apiVersion' | 'kind'> = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Project' }
  return { ...kind, ...project }
}

function filled({ team = '', name = '' }: NonNullable<ProjectFormViewProps['defaultValues']> = {}) {
  return { team, name }
}
