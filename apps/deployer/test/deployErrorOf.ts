import { DeployError } from '../src/DeployError.ts'

/** The DeployError that a promise ends with. */
export async function deployErrorOf(promise: Promise<unknown>): Promise<DeployError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof DeployError) return error
  throw new Error('it did not end with a DeployError', { cause: error })
}
