import type {
  ClusterInfo,
  Environment,
  EnvironmentMetrics,
  KubernetesEvent,
  Pod,
  PodMetricsResult,
  Project,
  ResourceList,
  Session,
} from '@catalyst/api'
import type { AccessVerdict, CatalystClient, Configuration } from '@catalyst/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { expectTypeOf } from 'vitest'
import {
  accessReviewOptions,
  clusterListOptions,
  environmentConfigurationOptions,
  environmentListOptions,
  environmentMetricsOptions,
  environmentOptions,
  eventListOptions,
  podListOptions,
  podMetricsOptions,
  podOptions,
  projectListOptions,
  projectOptions,
  sessionOptions,
} from '../index.ts'

declare const client: CatalystClient
declare const queryClient: QueryClient
const ref = { namespace: 'a', name: 'b' }
const pod = { namespace: 'a', pod: 'b' }

// Each factory carries the type of its answer to wherever it is used.
expectTypeOf(queryClient.fetchQuery(sessionOptions(client))).resolves.toEqualTypeOf<Session>()
expectTypeOf(queryClient.fetchQuery(clusterListOptions(client))).resolves.toEqualTypeOf<{ items: ClusterInfo[] }>()
expectTypeOf(queryClient.fetchQuery(environmentListOptions(client))).resolves.toEqualTypeOf<ResourceList<Environment>>()
expectTypeOf(queryClient.fetchQuery(environmentOptions(client, ref))).resolves.toEqualTypeOf<Environment>()
expectTypeOf(queryClient.fetchQuery(projectListOptions(client))).resolves.toEqualTypeOf<ResourceList<Project>>()
expectTypeOf(queryClient.fetchQuery(projectOptions(client, ref))).resolves.toEqualTypeOf<Project>()
expectTypeOf(queryClient.fetchQuery(podListOptions(client, { namespace: 'a' }))).resolves.toEqualTypeOf<
  ResourceList<Pod>
>()
expectTypeOf(queryClient.fetchQuery(podOptions(client, pod))).resolves.toEqualTypeOf<Pod>()
expectTypeOf(queryClient.fetchQuery(podMetricsOptions(client, pod))).resolves.toEqualTypeOf<PodMetricsResult>()
expectTypeOf(
  queryClient.fetchQuery(environmentMetricsOptions(client, { namespace: 'a', environment: 'b' })),
).resolves.toEqualTypeOf<EnvironmentMetrics>()
expectTypeOf(
  queryClient.fetchQuery(eventListOptions(client, { namespace: 'a', environment: 'b' })),
).resolves.toEqualTypeOf<ResourceList<KubernetesEvent>>()
expectTypeOf(
  queryClient.fetchQuery(environmentConfigurationOptions(client, ref)),
).resolves.toEqualTypeOf<Configuration>()
expectTypeOf(
  queryClient.fetchQuery(accessReviewOptions(client, { verb: 'get', resource: 'pods' })),
).resolves.toEqualTypeOf<AccessVerdict>()

// A key knows what lies under it.
expectTypeOf(queryClient.getQueryData(environmentOptions(client, ref).queryKey)).toEqualTypeOf<
  Environment | undefined
>()
// @ts-expect-error a project is no environment
queryClient.setQueryData(environmentOptions(client, ref).queryKey, {} as Project)

// @ts-expect-error the client comes first
environmentOptions(ref)
// @ts-expect-error a name is missing
environmentOptions(client, { namespace: 'a' })
// @ts-expect-error a namespace is missing
podListOptions(client, {})
// @ts-expect-error a verb is missing
accessReviewOptions(client, { resource: 'pods' })
