import type { Pod } from '@catalyst/api'
import { event, pod, storyNow, storyTime } from '@catalyst/testing'
import { expect, test } from 'vitest'
import type { PodTroubleCause } from './PodTrouble.ts'
import { creationTrouble, podTroubles } from './podTroubles.ts'
import { podTroubleMessages } from './podTroubleMessages.ts'

type Container = NonNullable<NonNullable<Parameters<typeof pod>[0]>['containers']>[number]
const now = storyNow.getTime()

const waiting = (reason: string, message?: string, more: Partial<Container> = {}) =>
  pod({ phase: 'Pending', containers: [{ name: 'app', state: 'waiting', reason, message, ...more }] })
const crashing = (terminated: { exitCode: number; reason?: string; message?: string }) =>
  waiting('CrashLoopBackOff', 'back-off 40s restarting failed container=app', {
    restarts: 4,
    lastState: { terminated },
  })
const running = (more: Partial<Container> = {}) => pod({ containers: [{ name: 'app', ...more }] })
const warning = (message: string, reason = 'Failed') => event({ type: 'Warning', reason, message })

function unscheduled(message: string, reason = 'Unschedulable'): Pod {
  const given = pod({ phase: 'Pending', containers: [] })
  return {
    ...given,
    status: { ...given.status, conditions: [{ type: 'PodScheduled', status: 'False', reason, message }] },
  }
}

const pull = (error: string) =>
  waiting('ErrImagePull', `failed to pull and unpack image "docker.io/acme/app:1": ${error}`)

/** Messages in the words of kubelet and containerd. */
const seen: [PodTroubleCause, string, Pod][] = [
  ['ImageNameInvalid', 'a name in capitals', waiting('InvalidImageName', 'couldn\'t parse image name "Acme/App"')],
  ['ImageNeverPulled', 'a local image', waiting('ErrImageNeverPull', 'Container image "app" is not present')],
  ['ImageNotFound', 'a tag that is not there', pull('failed to resolve reference "docker.io/acme/app:1": not found')],
  ['ImageNotFound', 'a manifest that is not there', pull('manifest unknown: manifest tagged by "1" is not found')],
  [
    'ImageRefused',
    'a private image',
    pull('pull access denied, repository does not exist or may require authorization: insufficient_scope'),
  ],
  ['ImageRefused', 'a wrong token', pull('unexpected status from HEAD request: 401 Unauthorized')],
  ['ImageArchitecture', 'an arm image on amd', pull('no match for platform in manifest: not found')],
  ['RegistryUnreachable', 'no name', pull('dial tcp: lookup registry.local on 10.96.0.10:53: no such host')],
  ['RegistryUnreachable', 'a plain registry', pull('http: server gave HTTP response to HTTPS client')],
  ['ImagePull', 'what nobody knows', pull('something new')],
  ['SecretMissing', 'a secret', waiting('CreateContainerConfigError', 'secret "db" not found')],
  ['ConfigMapMissing', 'a config map', waiting('CreateContainerConfigError', 'configmap "settings" not found')],
  ['KeyMissing', 'a key', waiting('CreateContainerConfigError', "couldn't find key URL in Secret payments/db")],
  [
    'RunsAsRoot',
    'a root image',
    waiting('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root (pod: "web")'),
  ],
  ['ConfigInvalid', 'another fault', waiting('CreateContainerConfigError', 'failed to sync configmap cache')],
  [
    'CommandNotFound',
    'a command that is not there',
    crashing({
      exitCode: 128,
      reason: 'StartError',
      message: 'exec: "npm": executable file not found in $PATH: unknown',
    }),
  ],
  ['CommandNotFound', 'a shell that does not find it', crashing({ exitCode: 127, reason: 'Error' })],
  [
    'NotExecutable',
    'a file without the right',
    crashing({ exitCode: 128, reason: 'ContainerCannotRun', message: 'exec: "./run.sh": permission denied: unknown' }),
  ],
  ['NotExecutable', 'a shell that may not', crashing({ exitCode: 126, reason: 'Error' })],
  [
    'ImageArchitecture',
    'an exec format error',
    crashing({ exitCode: 128, reason: 'StartError', message: 'exec /app: exec format error' }),
  ],
  [
    'CannotStart',
    'a mount over a file',
    waiting('RunContainerError', 'error mounting "/x" to rootfs: not a directory'),
  ],
  ['OutOfMemory', 'a crash loop for memory', crashing({ exitCode: 137, reason: 'OOMKilled' })],
  ['EndsAtOnce', 'a command that is done', crashing({ exitCode: 0, reason: 'Completed' })],
  ['Crash', 'an error', crashing({ exitCode: 1, reason: 'Error' })],
  [
    'InitFailed',
    'a migration that fails',
    pod({
      phase: 'Pending',
      containers: [{ name: 'app', state: 'waiting', reason: 'PodInitializing' }],
      initContainers: [{ name: 'migrate', state: 'terminated', exitCode: 1, reason: 'Error' }],
    }),
  ],
  ['NotReady', 'an hour without being ready', running({ ready: false })],
  ['NoRoom', 'too little memory', unscheduled('0/3 nodes are available: 3 Insufficient memory. preemption: 0/3')],
  ['NoRoom', 'too many pods', unscheduled('0/1 nodes are available: 1 Too many pods.')],
  ['NoNode', 'taints', unscheduled('0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: db}.')],
  [
    'VolumeUnbound',
    'a claim',
    unscheduled('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.'),
  ],
  ['Gated', 'a gate', unscheduled('Scheduling is blocked due to non-empty scheduling gates', 'SchedulingGated')],
  ['Evicted', 'an eviction', pod({ phase: 'Failed', reason: 'Evicted', containers: [] })],
  ['Rejected', 'a full node', pod({ phase: 'Failed', reason: 'OutOfcpu', containers: [] })],
  ['NodeLost', 'a node that shuts down', pod({ phase: 'Failed', reason: 'NodeShutdown', containers: [] })],
  ['DeadlineExceeded', 'a slow job', pod({ phase: 'Failed', reason: 'DeadlineExceeded', containers: [] })],
  ['StuckTerminating', 'a pod that stays', pod({ deletedAt: storyTime(-120) })],
]

test.each(seen)('%s is told by %s', (cause, _what, given) => {
  expect(podTroubles(given, { now }).map((trouble) => trouble.cause)).toEqual([cause])
})

test.each<[PodTroubleCause, Pod, ReturnType<typeof event>]>([
  [
    'ImageRefused',
    waiting('ImagePullBackOff', 'Back-off pulling image "acme/app:1"'),
    warning('Failed to pull image "acme/app:1": pull access denied'),
  ],
  [
    'LivenessProbe',
    crashing({ exitCode: 137, reason: 'Error' }),
    warning('Liveness probe failed: HTTP probe failed with statuscode: 500', 'Unhealthy'),
  ],
  [
    'ReadinessProbe',
    running({ ready: false }),
    warning('Readiness probe failed: Get "http://10.42.0.17:8080/": connection refused', 'Unhealthy'),
  ],
  [
    'StartupProbe',
    running({ ready: false }),
    warning('Startup probe failed: dial tcp 10.42.0.17:8080: connect: connection refused', 'Unhealthy'),
  ],
  [
    'VolumeMount',
    waiting('ContainerCreating'),
    warning('MountVolume.SetUp failed for volume "data": rpc error', 'FailedMount'),
  ],
  [
    'SecretMissing',
    waiting('ContainerCreating'),
    warning('MountVolume.SetUp failed for volume "certs" : secret "tls" not found', 'FailedMount'),
  ],
  [
    'Network',
    waiting('ContainerCreating'),
    warning('Failed to create pod sandbox: plugin type="calico" failed', 'FailedCreatePodSandBox'),
  ],
])('%s is told by an event, whose words are kept', (cause, given, said) => {
  expect(podTroubles(given, { now, events: [said] })).toMatchObject([{ cause, detail: said.message }])
  const ofAnother = { ...said, involvedObject: { kind: 'Pod', name: 'another' } }
  expect(podTroubles(given, { now, events: [ofAnother] }).map((trouble) => trouble.cause)).not.toContain(cause)
})

test.each([
  ['a pod that is well', running()],
  ['a container that is being created', waiting('ContainerCreating')],
  ['a container that has just started', withStart(running({ ready: false }), storyTime(-5))],
  ['a restart long ago', running({ restarts: 1, lastState: { terminated: { exitCode: 1, reason: 'Error' } } })],
  ['a finished job', pod({ phase: 'Succeeded', containers: [{ name: 'app', state: 'terminated' }] })],
  [
    'a debug container that was left',
    pod({ ephemeralContainers: [{ name: 'x', state: 'terminated', exitCode: 130 }] }),
  ],
  ['a pod that is being deleted', pod({ deletedAt: storyTime(-5), containers: [{ name: 'app', ready: false }] })],
])('%s is no trouble', (_what, given) => {
  expect(podTroubles(given, { now, events: [] })).toEqual([])
})

test('a container that runs again after it had too little memory is warned of', () => {
  const given = running({ restarts: 1, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } })
  expect(podTroubles(given, { now })).toMatchObject([{ cause: 'OutOfMemory', tone: 'warning', container: 'app' }])
})

test.each([
  ['QuotaExceeded', 'Error creating: pods "web-1" is forbidden: exceeded quota: catalyst, requested: limits.cpu=1'],
  ['PolicyRefused', 'Error creating: pods "web-1" is forbidden: violates PodSecurity "restricted:latest"'],
  ['PolicyRefused', 'Error creating: admission webhook "policy.example.com" denied the request: no'],
  ['CreateRefused', 'Error creating: Internal error occurred'],
])('%s is told by the events of what should make the pods', (cause, message) => {
  const about = { kind: 'ReplicaSet', name: 'web-5d9c7b6f4' }
  const older = event({ type: 'Warning', reason: 'FailedCreate', message: 'older', about, lastAt: storyTime(-300) })
  const newer = event({ type: 'Warning', reason: 'FailedCreate', message, about })
  expect(creationTrouble([older, newer])).toMatchObject({ cause, detail: message })
  expect(creationTrouble([event()])).toBeUndefined()
  expect(creationTrouble()).toBeUndefined()
})

test('an event about one container does not explain another', () => {
  const given = pod({
    containers: [
      { name: 'app', ready: false },
      { name: 'sidecar', ready: false },
    ],
  })
  const said = warning('Readiness probe failed: 503', 'Unhealthy')
  const about = { ...said, involvedObject: { ...said.involvedObject, fieldPath: 'spec.containers{app}' } }
  const causes = podTroubles(given, { now, events: [about] }).map(({ cause, container }) => `${container}: ${cause}`)
  expect(causes).toEqual(['app: ReadinessProbe', 'sidecar: NotReady'])
})

test('what is missing is named, and there are words for every cause', () => {
  const [secret] = podTroubles(waiting('CreateContainerConfigError', 'secret "db" not found'), { now })
  expect(podTroubleMessages.SecretMissing(secret!).title).toBe('The Secret `db` is missing')
  const [room] = podTroubles(unscheduled('0/3 nodes are available: 3 Insufficient cpu.'), { now })
  expect(podTroubleMessages.NoRoom(room!).title).toBe('No node has enough cpu left for it')
  for (const words of Object.values(podTroubleMessages)) {
    expect(words({}).title).not.toMatch(/undefined/)
    expect(words({}).fix).toMatch(/\.$/)
  }
})

function withStart(given: Pod, startedAt: string): Pod {
  given.status!.containerStatuses![0]!.state = { running: { startedAt } }
  return given
}
