import type {
  ClusterInfo,
  Environment,
  EnvironmentMetrics,
  ExecResult,
  KubernetesEvent,
  Pod,
  PodMetrics,
  PodMetricsResult,
  Project,
  ResourceList,
  Session,
  SignedOut,
} from '@catalyst/api'
import { expectTypeOf } from 'vitest'
import {
  type AccessVerdict,
  type ActionResult,
  type CatalystClient,
  type CatalystError,
  type Configuration,
  type ConnectionState,
  createCatalystClient,
  type EnvironmentToken,
  type ExecSession,
  isCatalystError,
  isMissingType,
  isUnreachable,
  type LogStreamEvent,
  type NetworkError,
  type TopicState,
} from '../index.ts'

const client = createCatalystClient()
const ref = { namespace: 'a', name: 'b' }
const pod = { namespace: 'a', pod: 'b' }

expectTypeOf(client).toEqualTypeOf<CatalystClient>()
createCatalystClient({ baseUrl: 'https://catalyst.example.com', token: async () => 'x', suspendWhenHidden: false })
// @ts-expect-error a misspelt option
createCatalystClient({ baseURL: 'https://catalyst.example.com' })

// Answers.
expectTypeOf(client.session()).resolves.toEqualTypeOf<Session>()
expectTypeOf(client.signOut()).resolves.toEqualTypeOf<SignedOut>()
expectTypeOf(client.signInUrl('/')).toEqualTypeOf<string>()
expectTypeOf(client.clusters.list()).resolves.toEqualTypeOf<{ items: ClusterInfo[] }>()
expectTypeOf(client.clusters.reviewAccess([])).resolves.toEqualTypeOf<{ reviews: AccessVerdict[] }>()
expectTypeOf(client.environments.list()).resolves.toEqualTypeOf<ResourceList<Environment>>()
expectTypeOf(client.environments.get(ref)).resolves.toEqualTypeOf<Environment>()
expectTypeOf(client.environments.delete(ref, { force: true })).resolves.toEqualTypeOf<Environment>()
expectTypeOf(client.environments.retry(ref)).resolves.toEqualTypeOf<ActionResult>()
expectTypeOf(client.environments.restart(ref)).resolves.toEqualTypeOf<ActionResult>()
expectTypeOf(client.environments.createToken(ref)).resolves.toEqualTypeOf<EnvironmentToken>()
expectTypeOf(client.environments.pods(ref)).resolves.toEqualTypeOf<ResourceList<Pod>>()
expectTypeOf(client.environments.events(ref)).resolves.toEqualTypeOf<ResourceList<KubernetesEvent>>()
expectTypeOf(client.environments.metrics(ref)).resolves.toEqualTypeOf<EnvironmentMetrics>()
expectTypeOf(client.environments.configuration(ref)).resolves.toEqualTypeOf<Configuration>()
expectTypeOf(client.environments.resetConfiguration(ref)).resolves.toEqualTypeOf<Configuration>()
expectTypeOf(client.projects.list()).resolves.toEqualTypeOf<ResourceList<Project>>()
expectTypeOf(client.projects.get(ref)).resolves.toEqualTypeOf<Project>()
expectTypeOf(client.projects.delete(ref)).resolves.toEqualTypeOf<Project>()
expectTypeOf(client.pods.list({ namespace: 'a' })).resolves.toEqualTypeOf<ResourceList<Pod>>()
expectTypeOf(client.pods.get(pod)).resolves.toEqualTypeOf<Pod>()
expectTypeOf(client.pods.metrics(pod)).resolves.toEqualTypeOf<PodMetricsResult>()
expectTypeOf(client.pods.exec(pod, { command: ['ls'] })).resolves.toEqualTypeOf<ExecResult>()
expectTypeOf(client.pods.events({ namespace: 'a' })).resolves.toEqualTypeOf<ResourceList<KubernetesEvent>>()

// @ts-expect-error a name is missing
void client.environments.get({ namespace: 'a' })
// @ts-expect-error the place of a pod is told by `pod`
void client.pods.get(ref)
// @ts-expect-error a command is a list of words
void client.pods.exec(pod, { command: 'ls -l' })
// @ts-expect-error there is no such phase
void client.environments.list({ phase: 'sleeping' })
// @ts-expect-error a verb is missing
void client.clusters.reviewAccess([{ resource: 'pods' }])

// What is written is typed to its leaves; a patch may leave anything out, and remove by null.
void client.environments.create({ metadata: { name: 'pr-1' }, spec: { projectRef: { name: 'shop' } } })
// @ts-expect-error an environment is one of a project
void client.environments.create({ metadata: { name: 'pr-1' }, spec: {} })
void client.environments.patch(ref, { spec: { devCommand: null } })
// @ts-expect-error a misspelt field
void client.environments.patch(ref, { spec: { devcommand: null } })
// @ts-expect-error a list is replaced as a whole, so its items are complete
void client.projects.patch(ref, { spec: { sources: [{ name: 'app' }] } })

// Watches: a topic's kind says what its items are.
client.subscribe({ kind: 'pods', cluster: '-', namespace: 'a' }, (state) => {
  expectTypeOf(state).toEqualTypeOf<TopicState<Pod>>()
})
expectTypeOf(client.topicState({ kind: 'metrics', cluster: '-', namespace: 'a' })).toEqualTypeOf<
  TopicState<PodMetrics>
>()
expectTypeOf(client.connection.get()).toEqualTypeOf<ConnectionState>()
// @ts-expect-error there is no such kind
client.topicState({ kind: 'nodes', cluster: '-', namespace: 'a' })

// Logs and exec.
expectTypeOf(client.logs({ namespace: 'a', environment: 'b' })).toEqualTypeOf<AsyncIterable<LogStreamEvent>>()
expectTypeOf(client.logUrl(pod, { timestamps: true })).toEqualTypeOf<string>()
expectTypeOf(client.logBlob(pod)).resolves.toEqualTypeOf<Blob>()
expectTypeOf(client.exec(pod)).toEqualTypeOf<ExecSession>()
// @ts-expect-error the log of what?
client.logs({ namespace: 'a' })
// @ts-expect-error what is downloaded does not follow
void client.logBlob(pod, { follow: true })

// Errors.
declare const error: unknown
if (isCatalystError(error)) expectTypeOf(error).toEqualTypeOf<CatalystError>()
if (isMissingType(error)) expectTypeOf(error).toEqualTypeOf<CatalystError>()
if (isUnreachable(error)) expectTypeOf(error).toEqualTypeOf<CatalystError | NetworkError>()
// @ts-expect-error there is no such code
isCatalystError(error, 'NOT_THERE')
