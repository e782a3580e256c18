import type { Project } from '@catalyst/api'
import { forwardRef, useState } from 'react'
import { useUpdateProject } from '../../hooks/useUpdateProject.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { TemplateFormView, type TemplateFormViewProps } from './TemplateFormView.tsx'
import { templatePatch } from './templatePatch.ts'

export interface TemplateFormProps extends Omit<TemplateFormViewProps, 'onSubmit' | 'isSaving' | 'error'> {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
  /** Called with the project once the template is saved. */
  onSaved?: ((project: Project) => void) | undefined
}

/**
 * Adds a template to a project, or changes one of it. What the proxy refuses is said at its field, and so is that somebody else
 * changed the project since the form appeared. Needs a `CatalystProvider`. Renders a `<form>`, with the attributes that
 * `TemplateFormView` tells of.
 */
export const TemplateForm = withBoundary(
  forwardRef<HTMLFormElement, TemplateFormProps>(function TemplateForm(
    { cluster, project, templateKey, onSaved, ...viewProps },
    ref,
  ) {
    const [base, setBase] = useState({ project, templateKey })
    const update = useUpdateProject()
    return (
      <TemplateFormView
        ref={ref}
        {...base}
        isSaving={update.isPending}
        error={update.error}
        onSubmit={(changed) => {
          const { name, namespace = '' } = base.project.metadata
          const patch = templatePatch(base.project, changed, base.templateKey)
          const onSuccess = (saved: Project) => {
            // The next save changes what this one left.
            setBase({ project: saved, templateKey: changed.key })
            onSaved?.(saved)
          }
          update.mutate({ cluster, namespace, name, patch }, { onSuccess })
        }}
        {...viewProps}
      />
    )
  }),
)
