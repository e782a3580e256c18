import type { Environment } from '@catalyst/api'
import { forwardRef } from 'react'
import { useCreateEnvironment } from '../../hooks/useCreateEnvironment.ts'
import { useProjects } from '../../hooks/useProjects.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { CreateEnvironmentFormView, type CreateEnvironmentFormViewProps } from './CreateEnvironmentFormView.tsx'

export interface CreateEnvironmentFormProps extends Omit<
  CreateEnvironmentFormViewProps,
  'projects' | 'onSubmit' | 'isSaving' | 'error'
> {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
  /** Called with the environment once it is created. */
  onCreated?: ((environment: Environment) => void) | undefined
}

/**
 * Creates an environment of one of the projects that the caller may see. What the proxy refuses is said at its field. Needs a
 * `CatalystProvider`. Renders a `<form>`, with the attributes that `CreateEnvironmentFormView` tells of, or the problem that keeps
 * the projects from being shown.
 */
export const CreateEnvironmentForm = withBoundary(
  forwardRef<HTMLFormElement, CreateEnvironmentFormProps>(function CreateEnvironmentForm(
    { cluster, onCreated, ...viewProps },
    ref,
  ) {
    const projects = useProjects({ cluster })
    const create = useCreateEnvironment()
    if (projects.isError && projects.data === undefined) {
      return <ProblemView error={projects.error} onRetry={() => void projects.refetch()} />
    }
    return (
      <CreateEnvironmentFormView
        ref={ref}
        projects={projects.data?.items}
        isSaving={create.isPending}
        error={create.error}
        onSubmit={(environment) =>
          create.mutate({ cluster, environment }, { onSuccess: (created) => onCreated?.(created) })
        }
        {...viewProps}
      />
    )
  }),
)
