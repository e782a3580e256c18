import type { ContainerRun, ContainerRuns } from './containerRuns.ts'

/** How far a container's log has been read. */
export interface ReadProgress {
  containerId: string
  /** Whether that run has been read to its end. */
  finished: boolean
}

export type NextRead =
  | {
      action: 'read'
      run: ContainerRun
      previous: boolean
      restarted: boolean
      /** Runs in between are lost. */ gap: boolean
    }
  | { action: 'wait'; reason: string }
  | { action: 'end' }

/** Decides what to read next of a container: first the rest of the run begun, then what came after it. */
export function planNextRead(progress: ReadProgress | undefined, runs: ContainerRuns): NextRead {
  const { current, previous, waiting, mayRunAgain } = runs
  const idle: NextRead = mayRunAgain ? { action: 'wait', reason: waiting ?? whyNot(current) } : { action: 'end' }
  if (!current) return idle
  const read = (run: ContainerRun, flags: { restarted: boolean; gap: boolean }): NextRead => {
    return { action: 'read', run, previous: run === previous, ...flags }
  }
  if (!progress) return read(current, { restarted: false, gap: false })
  if (progress.containerId === current.id)
    return progress.finished ? idle : read(current, { restarted: false, gap: false })
  if (progress.containerId === previous?.id) {
    return progress.finished
      ? read(current, { restarted: true, gap: false })
      : read(previous, { restarted: false, gap: false })
  }
  return read(previous ?? current, { restarted: true, gap: true })
}

function whyNot(run: ContainerRun | undefined): string {
  if (!run) return 'ContainerNotStarted'
  return run.exitCode === undefined ? 'ContainerExited' : `ContainerExited: exit code ${run.exitCode}`
}
