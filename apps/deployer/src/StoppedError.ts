import { DeployError } from './DeployError.ts'

export interface StoppedErrorOptions {
  /** The time that it had, in seconds, and that is up. @default somebody ended it, by draining its node or deleting its pod */
  afterSeconds?: number | undefined
  cause?: unknown
}

/** The deployment ended before it was done; the next attempt goes on. */
export class StoppedError extends DeployError {
  constructor({ afterSeconds, cause }: StoppedErrorOptions = {}) {
    const [reason, why] =
      afterSeconds === undefined
        ? ([
            'Interrupted',
            'The Job was stopped before it was done: its node is emptied, or its pod was deleted.',
          ] as const)
        : (['TimedOut', `It was not done after ${afterSeconds} s, the time it has.`] as const)
    super(`${why} Another attempt goes on with what it had begun.`, { reason, retry: true, cause })
  }
}
