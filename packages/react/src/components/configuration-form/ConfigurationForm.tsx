import type { Environment } from '@catalyst/api'
import { forwardRef } from 'react'
import { useAccessReview } from '../../hooks/useAccessReview.ts'
import { useEnvironmentConfiguration } from '../../hooks/useEnvironmentConfiguration.ts'
import { useResetConfiguration } from '../../hooks/useResetConfiguration.ts'
import { useUpdateConfiguration } from '../../hooks/useUpdateConfiguration.ts'
import { environmentReview } from '../../internals/environmentReview.ts'
import { runsAsGiven } from '../../internals/runsAsGiven.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { teamOf } from '../../queries/teamOf.ts'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { configurationFormMessages } from './configurationFormMessages.ts'
import { ConfigurationFormView, type ConfigurationFormViewProps } from './ConfigurationFormView.tsx'

export interface ConfigurationFormProps extends Omit<
  ConfigurationFormViewProps,
  'configuration' | 'environment' | 'project' | 'onSave' | 'onReset' | 'allowed' | 'isSaving' | 'isSaved' | 'error'
> {
  environment: Environment
  /** Default: `-`, the default cluster. */
  cluster?: string | undefined
}

/**
 * Shows and changes what starts an environment, as far as the caller may. Needs a `CatalystProvider`. Renders a `<form>`, with the
 * attributes that `ConfigurationFormView` tells of, or a `<p>` where there is nothing to set, or the problem that keeps it from being shown.
 */
export const ConfigurationForm = withBoundary(
  forwardRef<HTMLFormElement, ConfigurationFormProps>(function ConfigurationForm(
    { environment, cluster, ...viewProps },
    ref,
  ) {
    const { name, namespace = '' } = environment.metadata
    const environmentRef = { cluster, namespace, name }
    const query = useEnvironmentConfiguration(environmentRef)
    const update = useUpdateConfiguration()
    const reset = useResetConfiguration()
    const allowed = useConfigurationRights(environment, cluster)
    const words = useMessages('configurationForm', configurationFormMessages, viewProps.messages)
    if (runsAsGiven(environment)) {
      return <p className="catalyst catalyst-muted">{words.asGiven(environment.status?.template ?? '')}</p>
    }
    if (query.isError && query.data === undefined) {
      return <ProblemView error={query.error} onRetry={() => void query.refetch()} />
    }
    return (
      <ConfigurationFormView
        ref={ref}
        configuration={query.data}
        environment={name}
        project={environment.spec.projectRef.name}
        allowed={allowed}
        isSaving={update.isPending || reset.isPending}
        isSaved={update.isSuccess || reset.isSuccess}
        error={update.error ?? reset.error}
        onSave={(change) => {
          reset.reset()
          update.mutate({ ...environmentRef, change })
        }}
        onReset={(scope) => {
          update.reset()
          reset.mutate({ ...environmentRef, scope })
        }}
        {...viewProps}
      />
    )
  }),
)

/** Whether the caller may change the environment, and the project. Where it can't be known, the proxy decides. */
function useConfigurationRights(environment: Environment, cluster: string | undefined) {
  const own = environmentReview('patch', environment)
  const team = teamOf(environment)
  const project =
    team === undefined
      ? undefined
      : { ...own, resource: 'projects', namespace: team, name: environment.spec.projectRef.name }
  const { allowed } = useAccessReview(project === undefined ? [own] : [own, project], { cluster })
  return { environment: allowed(own), project: project && allowed(project) }
}
