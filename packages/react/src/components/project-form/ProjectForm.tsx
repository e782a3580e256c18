import type { Project } from '@catalyst/api'
import { forwardRef, useState } from 'react'
import { useCreateProject } from '../../hooks/useCreateProject.ts'
import { useUpdateProject } from '../../hooks/useUpdateProject.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { patchOf } from './projectDraft.ts'
import { ProjectFormView, type ProjectFormViewProps } from './ProjectFormView.tsx'

export interface ProjectFormProps extends Omit<ProjectFormViewProps, 'onSubmit' | 'isSaving' | 'error'> {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
  /** Called with the project once it is saved. */
  onSaved?: ((project: Project) => void) | undefined
}

/**
 * Creates a project, or changes the one that is given. What the proxy refuses is said at its field, and so is that somebody else
 * changed the project since the form appeared. Needs a `CatalystProvider`. Renders a `<form>`, with the attributes that
 * `ProjectFormView` tells of.
 */
export const ProjectForm = withBoundary(
  forwardRef<HTMLFormElement, ProjectFormProps>(function ProjectForm({ cluster, project, onSaved, ...viewProps }, ref) {
    const [base, setBase] = useState(project)
    const create = useCreateProject()
    const update = useUpdateProject()
    const { isPending, error } = base === undefined ? create : update
    return (
      <ProjectFormView
        ref={ref}
        project={base}
        isSaving={isPending}
        error={error}
        onSubmit={(asked) => {
          const onSuccess = (saved: Project) => {
            // The next save changes what this one left.
            setBase(saved)
            onSaved?.(saved)
          }
          if (base === undefined) create.mutate({ cluster, project: asked }, { onSuccess })
          else {
            const { name, namespace = '' } = base.metadata
            update.mutate({ cluster, namespace, name, patch: patchOf(base, asked) }, { onSuccess })
          }
        }}
        {...viewProps}
      />
    )
  }),
)
