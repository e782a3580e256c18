import type { KubernetesEvent } from '@catalyst/api'
import type { ContainerRow } from './containersOf.ts'
import { timeOf } from './eventTime.ts'
import type { PodTrouble, PodTroubleCause, PodTroubleFacts } from './PodTrouble.ts'

export interface ContainerTroubleOptions {
  /** Events about its pod. */
  events: readonly KubernetesEvent[]
  /** The time in milliseconds. */
  now: number
}

/** What is known of a container, in the form that the rules read. */
interface Evidence {
  container: ContainerRow
  /** Why it waits; empty unless it does. */
  waits: string
  /** How its last run ended, where that is why it does not run now. */
  end: { reason: string; exitCode: number } | undefined
  /** Everything that was said about it. */
  said: string
  isLong: boolean
}

type Rule = readonly [cause: PodTroubleCause, holds: (evidence: Evidence) => boolean]

const waitsFor =
  (...reasons: string[]) =>
  ({ waits }: Evidence) =>
    reasons.includes(waits)
const isPulling = waitsFor('ErrImagePull', 'ImagePullBackOff', 'ImageInspectError', 'RegistryUnavailable')
const isConfigured = waitsFor('CreateContainerConfigError')
const isCreating = waitsFor('ContainerCreating', 'PodInitializing')
const isStarted = ({ waits, end }: Evidence) =>
  ['CreateContainerError', 'RunContainerError'].includes(waits) ||
  ['StartError', 'ContainerCannotRun'].includes(end?.reason ?? '')
const ended =
  (...codes: number[]) =>
  ({ end }: Evidence) =>
    end !== undefined && codes.includes(end.exitCode)
const isUnready = ({ container: { kind, state, ready } }: Evidence) =>
  (kind === 'container' || kind === 'sidecar') && state === 'running' && !ready

/** All of the tests hold. */
const all =
  (...tests: ((evidence: Evidence) => boolean)[]) =>
  (evidence: Evidence) =>
    tests.every((test) => test(evidence))
const says =
  (pattern: RegExp) =>
  ({ said }: Evidence) =>
    pattern.test(said)

const secret = /\bsecrets? "([^"]+)" not found/i
const configMap = /\bconfigmaps? "([^"]+)" not found/i
const key = /couldn't find key (\S+) in/i

/**
 * What the evidence is of; the first that holds.
 *
 * Reasons are those of the kubelet, messages those of containerd and CRI-O.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/container/sync_result.go
 */
const rules: readonly Rule[] = [
  ['ImageNameInvalid', waitsFor('InvalidImageName')],
  ['ImageNeverPulled', waitsFor('ErrImageNeverPull')],
  ['ImageArchitecture', all(isPulling, says(/no match for platform|no matching manifest|no image found in .* index/i))],
  // Registries say "does not exist or may require authorization" of what they keep from strangers.
  ['ImageRefused', all(isPulling, says(/unauthori[sz]ed|authori[sz]ation|authentication required|denied|\b40[13]\b/i))],
  ['ImageNotFound', all(isPulling, says(/not found|manifest unknown|does not exist|\b404\b/i))],
  [
    'RegistryUnreachable',
    all(isPulling, says(/dial tcp|timeout|no such host|connection refused|x509|server gave http/i)),
  ],
  ['ImagePull', isPulling],

  ['SecretMissing', all(isConfigured, says(secret))],
  ['ConfigMapMissing', all(isConfigured, says(configMap))],
  ['KeyMissing', all(isConfigured, says(key))],
  ['RunsAsRoot', all(isConfigured, says(/runAsNonRoot/i))],
  ['ConfigInvalid', isConfigured],

  ['ImageArchitecture', says(/exec format error/i)],
  ['CommandNotFound', all(isStarted, says(/executable file not found|no such file or directory/i))],
  ['NotExecutable', all(isStarted, says(/permission denied/i))],
  ['CannotStart', isStarted],

  ['OutOfMemory', ({ end }) => end?.reason === 'OOMKilled'],
  ['InitFailed', ({ container: { kind }, end }) => kind === 'init' && end !== undefined && end.exitCode !== 0],
  ['CommandNotFound', ended(127)],
  ['NotExecutable', ended(126)],
  ['LivenessProbe', all(({ end }) => end !== undefined, says(/liveness probe/i))],
  ['StartupProbe', all(({ end }) => end !== undefined, says(/startup probe/i))],
  ['EndsAtOnce', all(waitsFor('CrashLoopBackOff'), ended(0))],
  ['Crash', ({ waits, end }) => waits === 'CrashLoopBackOff' || (end !== undefined && end.exitCode !== 0)],

  ['SecretMissing', all(isCreating, says(secret))],
  ['ConfigMapMissing', all(isCreating, says(configMap))],
  ['VolumeMount', all(isCreating, says(/MountVolume|AttachVolume|unable to attach or mount/i))],
  ['Network', all(isCreating, says(/failed to create pod sandbox/i))],

  ['StartupProbe', all(isUnready, says(/startup probe/i))],
  ['ReadinessProbe', all(isUnready, says(/readiness probe/i))],
  ['LivenessProbe', all(isUnready, says(/liveness probe/i))],
  ['NotReady', all(isUnready, ({ isLong }) => isLong)],
]

/** What keeps a container from running as it should; `undefined` where nothing does that time alone does not mend. */
export function containerTrouble(container: ContainerRow, options: ContainerTroubleOptions): PodTrouble | undefined {
  // Those are somebody's tool, and end when they are done with.
  if (container.kind === 'ephemeral') return undefined
  const evidence = evidenceOf(container, options)
  const cause = rules.find(([, holds]) => holds(evidence))?.[0]
  if (cause === undefined) return undefined
  const detail = detailOf(container, options.events)
  return {
    cause,
    tone: container.state === 'running' ? 'warning' : 'danger',
    container: container.name,
    ...factsOf(evidence),
    ...(detail === undefined ? {} : { detail }),
  }
}

/** How long a container may be up before it is odd that it is not ready. */
const readyAfterMs = 60_000

function evidenceOf(container: ContainerRow, { events, now }: ContainerTroubleOptions): Evidence {
  const { state, reason = '', message = '', exitCode, lastEnd, startedAt, ready } = container
  const warnings = warningsAbout(container, events)
  const isOver = state === 'terminated'
  // A run that ended long before the one that is well now explains nothing, unless there was not enough memory: that comes back.
  const counts = !isOver && (state === 'waiting' || !ready || lastEnd?.reason === 'OOMKilled') ? lastEnd : undefined
  return {
    container,
    waits: state === 'waiting' ? reason : '',
    end: isOver
      ? { reason, exitCode: exitCode ?? 0 }
      : counts && { reason: counts.reason ?? '', exitCode: counts.exitCode },
    said: [message, counts?.message, ...warnings.map((event) => event.message)].join('\n'),
    isLong: startedAt !== undefined && now - Date.parse(startedAt) > readyAfterMs,
  }
}

/** Warnings that are about this container, or about no one container. Newest first. */
function warningsAbout({ name }: ContainerRow, events: readonly KubernetesEvent[]): KubernetesEvent[] {
  return events
    .filter(({ type, involvedObject: { ['fieldPath']: path } }) => {
      return type === 'Warning' && (typeof path !== 'string' || path === '' || path.endsWith(`{${name}}`))
    })
    .sort((a, b) => timeOf(b) - timeOf(a))
}

/** What Kubernetes says itself: of the state, else of the last end, else the newest warning. */
function detailOf(container: ContainerRow, events: readonly KubernetesEvent[]): string | undefined {
  const warning = warningsAbout(container, events)[0]?.message
  const { message, lastEnd, reason } = container
  // That it backs off tells how long it waits, not why.
  if (reason === 'ImagePullBackOff' || reason === 'CrashLoopBackOff') return warning ?? lastEnd?.message ?? message
  return message ?? warning ?? lastEnd?.message
}

function factsOf({ container: { image }, end, said }: Evidence): PodTroubleFacts {
  const missing = (secret.exec(said) ?? configMap.exec(said) ?? key.exec(said))?.[1]
  return {
    ...(image === undefined ? {} : { image }),
    ...(end === undefined ? {} : { exitCode: end.exitCode }),
    ...(missing === undefined ? {} : { missing }),
  }
}
