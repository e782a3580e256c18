import type { Pod } from '@catalyst/api'
import { containersOf, type ContainerRow } from './containersOf.ts'

export interface PodSummary {
  /** One word for the pod: the reason of its worst container, or its phase. */
  word: string
  tone: 'neutral' | 'progress' | 'success' | 'warning' | 'danger'
  ready: number
  /** Containers that should be ready: the application's and sidecars. */
  total: number
  restarts: number
}

const transient = new Set(['ContainerCreating', 'PodInitializing'])

/**
 * A pod in one word, as `kubectl get pods` says it.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
 */
export function podSummary(pod: Pod): PodSummary {
  const containers = containersOf(pod)
  const lasting = containers.filter(({ kind }) => kind === 'container' || kind === 'sidecar')
  const counts = {
    ready: lasting.filter(({ ready }) => ready).length,
    total: lasting.length,
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
  }
  return { ...wordOf(pod, containers, counts), ...counts }
}

type Word = Pick<PodSummary, 'word' | 'tone'>

function wordOf(pod: Pod, containers: readonly ContainerRow[], counts: { ready: number; total: number }): Word {
  if (pod.metadata.deletionTimestamp !== undefined) return { word: 'Terminating', tone: 'neutral' }
  const { phase = 'Unknown', reason } = pod.status ?? {}
  if (phase === 'Succeeded') return { word: 'Completed', tone: 'neutral' }
  if (reason !== undefined) return { word: reason, tone: 'danger' }

  const broken = containers.find(isBroken)
  if (broken !== undefined) return { word: broken.reason ?? `exit code ${broken.exitCode ?? '?'}`, tone: 'danger' }
  if (phase === 'Failed') return { word: 'Failed', tone: 'danger' }

  const inits = containers.filter(({ kind }) => kind === 'init')
  const done = inits.filter(({ state, exitCode }) => state === 'terminated' && exitCode === 0).length
  if (phase === 'Pending' && done < inits.length) return { word: `Init ${done}/${inits.length}`, tone: 'progress' }

  const waiting = containers.find(({ state, reason }) => state === 'waiting' && reason !== undefined)
  if (waiting?.reason !== undefined) return { word: waiting.reason, tone: 'progress' }
  if (phase !== 'Running') return { word: phase, tone: phase === 'Pending' ? 'neutral' : 'warning' }
  return counts.ready === counts.total ? { word: 'Running', tone: 'success' } : { word: 'Not ready', tone: 'warning' }
}

/** Waits for a reason that time alone does not mend, or ended badly. */
function isBroken({ kind, state, reason, exitCode }: ContainerRow): boolean {
  if (kind === 'ephemeral') return false
  if (state === 'waiting') return reason !== undefined && !transient.has(reason)
  return state === 'terminated' && exitCode !== 0
}
