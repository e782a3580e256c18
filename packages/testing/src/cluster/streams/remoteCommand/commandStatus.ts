/** How a command ended. */
export type CommandOutcome =
  | { readonly exitCode: number }
  /** It could not be run: why, as kubelet says it. */
  | { readonly failure: string }

/** A Status (meta/v1) as it is written to the error channel, without kind and version. */
export interface CommandStatus {
  readonly metadata: Record<string, never>
  readonly status: 'Success' | 'Failure'
  readonly message?: string | undefined
  readonly reason?: 'NonZeroExitCode' | 'InternalError' | undefined
  readonly details?: { causes: { reason?: string; message: string }[] } | undefined
  readonly code?: number | undefined
}

/** Who tells a client how its command ended: each says it in other words. */
export interface StatusTeller {
  /** The API server, which repeats what kubelet said; else kubelet itself. */
  readonly isTranslated: boolean
  readonly argv: readonly string[]
}

export function commandStatus(outcome: CommandOutcome, { isTranslated, argv }: StatusTeller): CommandStatus {
  if ('failure' in outcome) {
    return internalError(isTranslated ? internalError(outcome.failure).message : outcome.failure)
  }
  const { exitCode } = outcome
  if (exitCode === 0) return { metadata: {}, status: 'Success' }
  const reason = isTranslated
    ? `command terminated with exit code ${exitCode}`
    : `error executing command [${argv.join(' ')}], exit code ${exitCode}`
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: ${reason}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  }
}

/** Kubelet did not let the API server in. */
export function refusalStatus(refusal: string): CommandStatus {
  return internalError(`unable to upgrade connection: ${refusal}`)
}

function internalError(message: string): CommandStatus & { message: string } {
  return {
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details: { causes: [{ message }] },
    code: 500,
  }
}
