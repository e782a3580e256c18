import type { ContainerLog } from '../../containers/ContainerLog.ts'
import type { RunningContainer } from '../../containers/ContainerRegistry.ts'
import type { Container, TerminatedState } from '../Pod.ts'

/** One life of a container, from its start to its end. */
export interface ContainerRun {
  readonly container: Container
  /** `containerd://` and 64 digits. */
  readonly id: string
  readonly imageName: string
  readonly imageId: string
  readonly log: ContainerLog
  /** Absent when it has ended, or could not be started. */
  readonly running: RunningContainer | undefined
  readonly startedAt: number | undefined
  readonly ended: TerminatedState | undefined
  /** Whether the probes, as far as there are any, found it started and ready. */
  isStarted: boolean
  isReady: boolean
  /** Sends SIGTERM, and SIGKILL when the time is up. Resolves when it has ended. */
  stop(graceMs: number): Promise<void>
}

export type ContainerRole = 'init' | 'main' | 'ephemeral'

/** A container of a pod with its last runs, and what it waits for when it doesn't run. */
export interface ContainerSlot {
  readonly name: string
  readonly role: ContainerRole
  container: Container
  current: ContainerRun | undefined
  previous: ContainerRun | undefined
  restarts: number
  waiting: { reason: string; message?: string } | undefined
  /** When it crashed before: how long it is held back, and since when that is so. */
  backOff: { ms: number; since: number } | undefined
  /** The same of its image. */
  pullBackOff: { ms: number; until: number; message: string } | undefined
}
