import type { Project } from '@catalyst/api'
import type { EnvironmentWrite } from '@catalyst/sdk'
import { forwardRef, useState, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { formMessages } from '../../internals/form/formMessages.ts'
import { useFieldErrors } from '../../internals/form/useFieldErrors.ts'
import { EmptyIcon } from '../../internals/icons.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { YamlPreview } from '../yaml-preview/YamlPreview.tsx'
import { createEnvironmentFormMessages, type CreateEnvironmentFormMessages } from './createEnvironmentFormMessages.ts'
import {
  chosenProject,
  type EnvironmentDraft,
  environmentOf,
  faultsOf,
  manifestOf,
  withProject,
} from './environmentDraft.ts'
import { EnvironmentFields } from './EnvironmentFields.tsx'

export interface CreateEnvironmentFormViewProps extends Omit<
  ComponentPropsWithoutRef<'form'>,
  'children' | 'onSubmit' | 'defaultValue'
> {
  /** What an environment can be made of; `undefined` while they load. */
  projects: readonly Project[] | undefined
  /** What stands in the fields at first. */
  defaultValues?: { [Field in 'team' | 'project' | 'name' | 'type']?: string | undefined } | undefined
  /** Called with the environment that is asked for, once nothing is wrong with it. */
  onSubmit: (environment: EnvironmentWrite) => void
  /** Called by the cancel button, which is absent without it. */
  onCancel?: (() => void) | undefined
  /** Whether the environment is being created: a second press does nothing. @default false */
  isSaving?: boolean | undefined
  /** What the last try failed with; issues of it are said at their fields. */
  error?: unknown
  messages?: Partial<CreateEnvironmentFormMessages> | undefined
}

const nothing: EnvironmentDraft = { team: '', project: '', name: '', type: '', revisions: {}, image: '', variables: [] }

/**
 * Asks for a new environment: project and template out of those that exist, a name, what to build or which image to run, and
 * environment variables; beside it the YAML that comes of it. Needs no provider. Renders a `<form>`.
 *
 * `data-state` is `loading`, `empty` (no project) or `data`.
 */
export const CreateEnvironmentFormView = withBoundary(
  forwardRef<HTMLFormElement, CreateEnvironmentFormViewProps>(function CreateEnvironmentFormView(
    { projects, defaultValues, onSubmit, onCancel, isSaving = false, error, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('createEnvironmentForm', createEnvironmentFormMessages, messages)
    const form = useMessages('form', formMessages)
    const [typed, setTyped] = useState<EnvironmentDraft>({ ...nothing, ...definedOf(defaultValues) })
    const isOnly = projects?.length === 1
    const [only] = projects ?? []
    const place =
      isOnly && typed.project === '' ? { team: only?.metadata.namespace ?? '', project: only?.metadata.name ?? '' } : {}
    const project = chosenProject({ ...typed, ...place }, projects ?? [])
    const draft = withProject({ ...typed, ...place }, project)
    const faults = faultsOf(draft, project)
    const errors = useFieldErrors({
      faults,
      error,
      words: form.fault,
      exists: { path: 'metadata.name', text: words.exists(draft.name.trim()) },
    })
    const state = projects === undefined ? 'loading' : projects.length === 0 ? 'empty' : 'data'
    return (
      <form
        ref={ref}
        className={classNames('catalyst', 'catalyst-form-page', className)}
        aria-label={words.label}
        aria-busy={state === 'loading' || isSaving}
        data-state={state}
        noValidate
        {...elementProps}
        onSubmit={(event) => {
          if (errors.submit(event) && !isSaving) onSubmit(environmentOf(draft, project))
        }}
      >
        {state === 'loading' && (
          <p role="status" className="catalyst-muted">
            {words.loading}
          </p>
        )}
        {state === 'empty' && <NoProject words={words} />}
        {state === 'data' && (
          <div className="catalyst-form-split">
            <div className="catalyst-form-fields">
              {error !== undefined && error !== null && !errors.isSaid && <ProblemView error={error} />}
              <EnvironmentFields
                draft={draft}
                onChange={(change) => setTyped({ ...typed, ...place, ...change })}
                projects={projects ?? []}
                project={project}
                errors={errors}
                messages={words}
              />
              <div className="catalyst-form-actions">
                <button type="submit" className="catalyst-button" data-variant="primary" aria-disabled={isSaving}>
                  {isSaving ? words.creating : words.create}
                </button>
                {onCancel !== undefined && (
                  <button type="button" className="catalyst-button" onClick={onCancel}>
                    {words.cancel}
                  </button>
                )}
              </div>
            </div>
            <YamlPreview title={words.preview} value={manifestOf(environmentOf(draft, project))} />
          </div>
        )}
      </form>
    )
  }),
)

function NoProject({ words }: { words: CreateEnvironmentFormMessages }): ReactNode {
  return (
    <div className="catalyst-notice">
      <span className="catalyst-notice-sign">
        <EmptyIcon />
      </span>
      <div className="catalyst-notice-body">
        <p className="catalyst-notice-title">{words.noProject.title}</p>
        <p className="catalyst-muted">{words.noProject.text}</p>
      </div>
    </div>
  )
}

function definedOf(values: CreateEnvironmentFormViewProps['defaultValues'] = {}): Partial<EnvironmentDraft> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
