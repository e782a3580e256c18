import type { ContainerKind } from './containersOf.ts'
import type { PodTroubleCause, PodTroubleFacts } from './PodTrouble.ts'
import { podTroubleMessages, type PodTroubleWords } from './podTroubleMessages.ts'

/** Words of `PodList`. */
export interface PodListMessages {
  list: string
  empty: string
  loading: string
  ready: (ready: number, total: number) => string
  restarts: (count: number) => string
  age: (age: string) => string
  containers: (pod: string) => string
  kind: Record<ContainerKind, string>
  state: Record<'running' | 'waiting' | 'terminated', string>
  exitCode: (code: number) => string
  lastEnd: (reason: string | undefined, code: number) => string
  log: string
  logOf: (container: string, pod: string) => string
  shell: string
  shellOf: (container: string, pod: string) => string
  /** What is the matter, and what to do about it; what stands between backticks is code. */
  trouble: Record<PodTroubleCause, (facts: PodTroubleFacts) => PodTroubleWords>
  /** Opens Kubernetes' own words about a trouble. */
  detail: string
}

export const podListMessages: PodListMessages = {
  list: 'Pods',
  empty: 'No pod is running here.',
  loading: 'Loading pods',
  ready: (ready, total) => `${ready} of ${total} ready`,
  restarts: (count) => (count === 1 ? '1 restart' : `${count} restarts`),
  age: (age) => `${age} old`,
  containers: (pod) => `Containers of ${pod}`,
  kind: { container: '', init: 'init', sidecar: 'sidecar', ephemeral: 'debug' },
  state: { running: 'Running', waiting: 'Waiting', terminated: 'Ended' },
  exitCode: (code) => `exit code ${code}`,
  lastEnd: (reason, code) => `Last run: ${reason === undefined ? '' : `${reason}, `}exit code ${code}`,
  log: 'Log',
  logOf: (container, pod) => `Log of ${container} in ${pod}`,
  shell: 'Shell',
  shellOf: (container, pod) => `Shell in ${container} of ${pod}`,
  trouble: podTroubleMessages,
  detail: 'What Kubernetes says',
}
