import type {
  ClusterInfo,
  Environment,
  EnvironmentMetrics,
  ExecResult,
  KubernetesEvent,
  Pod,
  PodMetricsResult,
  Project,
  ResourceList,
  Session,
} from '@catalyst/api'
import type { ActionResult, CatalystError, Configuration, ConnectionState, NetworkError } from '@catalyst/sdk'
import type { UseMutationResult } from '@tanstack/react-query'
import { expectTypeOf } from 'vitest'
import {
  type ClusterListsResult,
  isNotFound,
  isUnreachable,
  type LiveQueryResult,
  useAccessReview,
  useClusters,
  useConnection,
  useCreateEnvironment,
  type useCreateProject,
  useDeleteEnvironment,
  useDeleteProject,
  useEnvironment,
  useEnvironmentConfiguration,
  useEnvironments,
  useEvents,
  useExec,
  useLogs,
  useMetrics,
  usePod,
  usePods,
  useProject,
  useProjects,
  useResetConfiguration,
  type useRestartEnvironment,
  type useRetryEnvironment,
  useSession,
  useTerminal,
  useUpdateConfiguration,
  useUpdateEnvironment,
  useUpdateProject,
} from '../index.ts'

const ref = { namespace: 'a', name: 'b' }

/** Never called: hooks are looked at where hooks may be. */
export function useTypes(): void {
  // What is read.
  expectTypeOf(useSession().data).toEqualTypeOf<Session | undefined>()
  expectTypeOf(useClusters()).toEqualTypeOf<LiveQueryResult<{ items: ClusterInfo[] }>>()
  expectTypeOf(useConnection()).toEqualTypeOf<ConnectionState & { retry: () => void }>()
  expectTypeOf(useProjects()).toEqualTypeOf<ClusterListsResult<Project>>()
  expectTypeOf(useProject(ref)).toEqualTypeOf<LiveQueryResult<Project>>()
  expectTypeOf(useEnvironments()).toEqualTypeOf<ClusterListsResult<Environment>>()
  expectTypeOf(useEnvironment(ref)).toEqualTypeOf<LiveQueryResult<Environment>>()
  expectTypeOf(useEnvironmentConfiguration(ref)).toEqualTypeOf<LiveQueryResult<Configuration>>()
  expectTypeOf(usePods({ namespace: 'a' })).toEqualTypeOf<LiveQueryResult<ResourceList<Pod>>>()
  expectTypeOf(usePod({ namespace: 'a', pod: 'b' })).toEqualTypeOf<LiveQueryResult<Pod>>()
  expectTypeOf(useEvents({ namespace: 'a' })).toEqualTypeOf<LiveQueryResult<ResourceList<KubernetesEvent>>>()

  // Usage is of an environment or of a pod, and its type says which.
  expectTypeOf(useMetrics({ namespace: 'a', environment: 'b' })).toEqualTypeOf<LiveQueryResult<EnvironmentMetrics>>()
  expectTypeOf(useMetrics({ namespace: 'a', pod: 'b' })).toEqualTypeOf<LiveQueryResult<PodMetricsResult>>()
  // @ts-expect-error usage of what?
  useMetrics({ namespace: 'a' })

  // A place is complete, and spelt right.
  // @ts-expect-error a name is missing
  useEnvironment({ namespace: 'a' })
  // @ts-expect-error a pod is named by `pod`
  usePod({ namespace: 'a', name: 'b' })
  // @ts-expect-error pods of which namespace?
  usePods({})
  // @ts-expect-error labels choose among the pods of a namespace, an environment's are all its own
  usePods({ namespace: 'a', environment: 'b', labelSelector: 'x=y' })
  // @ts-expect-error a misspelt option
  useEnvironment(ref, { refetchIntervall: 5 })

  // Several clusters are a list of names; each answers for itself.
  const several = useEnvironments({ clusters: ['a', 'b'], phase: 'running', team: 't' })
  expectTypeOf(several.clusters[0]?.items).toEqualTypeOf<readonly Environment[] | undefined>()
  expectTypeOf(several.clusters[0]?.error).toEqualTypeOf<Error | null | undefined>()
  expectTypeOf(several.data?.items).toEqualTypeOf<Environment[] | undefined>()
  // @ts-expect-error one name is `cluster`
  useEnvironments({ clusters: 'a' })
  // @ts-expect-error there is no such phase
  useEnvironments({ phase: 'sleeping' })

  // How data is kept current.
  useEnvironment(ref, { live: false, refetchInterval: 1000, enabled: true })
  // @ts-expect-error what is only polled can not be live
  useEnvironmentConfiguration(ref, { live: true })

  // A result says whether it is what holds now, and is narrowed by its state.
  const environment = useEnvironment(ref)
  expectTypeOf(environment.stale).toEqualTypeOf<boolean>()
  expectTypeOf(environment.staleSince).toEqualTypeOf<Date | undefined>()
  if (environment.isSuccess) expectTypeOf(environment.data).toEqualTypeOf<Environment>()
  if (isNotFound(environment.error)) {
    expectTypeOf(environment.error.problem.missing).toEqualTypeOf<
      'resource' | 'namespace' | 'cluster' | 'type' | undefined
    >()
  }
  const error: unknown = environment.error
  if (isUnreachable(error)) expectTypeOf(error).toEqualTypeOf<CatalystError | NetworkError>()

  // Rights.
  const { allowed, reason } = useAccessReview([{ verb: 'delete', resource: 'environments' }], { cluster: 'a' })
  expectTypeOf(allowed).returns.toEqualTypeOf<boolean | undefined>()
  expectTypeOf(reason).returns.toEqualTypeOf<string | undefined>()
  // @ts-expect-error to do what?
  useAccessReview([{ resource: 'environments' }])

  // What is written.
  type Answer<T> = T extends UseMutationResult<infer TData, Error, infer _TVariables> ? TData : never
  expectTypeOf<Answer<ReturnType<typeof useCreateEnvironment>>>().toEqualTypeOf<Environment>()
  expectTypeOf<Answer<ReturnType<typeof useUpdateEnvironment>>>().toEqualTypeOf<Environment>()
  expectTypeOf<Answer<ReturnType<typeof useDeleteEnvironment>>>().toEqualTypeOf<Environment>()
  expectTypeOf<Answer<ReturnType<typeof useRetryEnvironment>>>().toEqualTypeOf<ActionResult>()
  expectTypeOf<Answer<ReturnType<typeof useRestartEnvironment>>>().toEqualTypeOf<ActionResult>()
  expectTypeOf<Answer<ReturnType<typeof useUpdateConfiguration>>>().toEqualTypeOf<Configuration>()
  expectTypeOf<Answer<ReturnType<typeof useResetConfiguration>>>().toEqualTypeOf<Configuration>()
  expectTypeOf<Answer<ReturnType<typeof useCreateProject>>>().toEqualTypeOf<Project>()
  expectTypeOf<Answer<ReturnType<typeof useUpdateProject>>>().toEqualTypeOf<Project>()
  expectTypeOf<Answer<ReturnType<typeof useDeleteProject>>>().toEqualTypeOf<Project>()

  const create = useCreateEnvironment()
  create.mutate({ cluster: 'a', environment: { metadata: { name: 'pr-1' }, spec: { projectRef: { name: 'shop' } } } })
  // @ts-expect-error an environment is one of a project
  create.mutate({ environment: { metadata: { name: 'pr-1' }, spec: {} } })

  const update = useUpdateEnvironment()
  update.mutate({ ...ref, patch: { spec: { devCommand: null, config: { envVars: { A: '1', B: null } } } } })
  // @ts-expect-error a misspelt field would be refused by the proxy
  update.mutate({ ...ref, patch: { spec: { devcommand: 'make' } } })
  // @ts-expect-error a command is a string
  update.mutate({ ...ref, patch: { spec: { devCommand: 1 } } })
  // @ts-expect-error what to change?
  update.mutate(ref)

  useDeleteEnvironment().mutate({ ...ref, force: true })
  // @ts-expect-error a project is not forced to go
  useDeleteProject().mutate({ ...ref, force: true })
  // @ts-expect-error there is no such scope
  useUpdateConfiguration().mutate({ ...ref, change: { scope: 'team', devCommand: 'make' } })
  useResetConfiguration().mutate({ ...ref, scope: 'environment' })
  useUpdateProject().mutate({ ...ref, patch: { spec: { templates: { development: { type: 'helm' }, old: null } } } })
  // @ts-expect-error there is no such type of template
  useUpdateProject().mutate({ ...ref, patch: { spec: { templates: { development: { type: 'rpm' } } } } })

  // Logs and exec.
  const { clear, restart } = useLogs({ namespace: 'a', environment: 'b' }, { tailLines: 100, limit: 5_000 })
  expectTypeOf([clear, restart]).toEqualTypeOf<(() => void)[]>()
  // @ts-expect-error the log of what?
  useLogs({ namespace: 'a' })
  // @ts-expect-error a misspelt option
  useLogs({ namespace: 'a', pod: 'b' }, { tail: 100 })
  expectTypeOf<Answer<ReturnType<typeof useExec>>>().toEqualTypeOf<ExecResult>()
  useExec({ namespace: 'a', pod: 'b', container: 'web' }).mutate({ command: ['ls', '-l'] })
  // @ts-expect-error a command is a list of words
  useExec({ namespace: 'a', pod: 'b' }).mutate({ command: 'ls -l' })
  const terminal = useTerminal(
    { namespace: 'a', pod: 'b' },
    { onOutput: (bytes) => terminal.acknowledge(bytes.length) },
  )
  expectTypeOf(terminal.write).parameters.toEqualTypeOf<[data: string | Uint8Array]>()
  // @ts-expect-error output goes somewhere
  useTerminal({ namespace: 'a', pod: 'b' }, {})
}
