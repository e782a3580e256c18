import { DeployError } from './DeployError.ts'

/** The deployment ended before it was done; the next attempt goes on. */
export class StoppedError extends DeployError {
  /** @param why a sentence. @default the Job was stopped */
  constructor(why = 'The Job was stopped before it was done.', { cause }: { cause?: unknown } = {}) {
    super(`${why} Another attempt goes on with what it had begun.`, { reason: 'TimedOut', retry: true, cause })
  }
}
