import type { Environment } from '@catalyst/api'

export interface CommandFact {
  text: string
  /** Whether it was set by hand instead of detected. */
  isOverride: boolean
}

/** The command that starts an environment and the folder it starts in: what was set wins over what was detected. */
export function commandOf({ spec, status }: Environment): {
  command: CommandFact | undefined
  workdir: CommandFact | undefined
} {
  const fact = (own: string | undefined, detected: string | undefined): CommandFact | undefined => {
    const text = own ?? detected
    return text === undefined ? undefined : { text, isOverride: own !== undefined }
  }
  const { command, workdir } = status?.detected ?? {}
  return { command: fact(spec.devCommand, command), workdir: fact(spec.workdir, workdir) }
}

/** Whether detection looked at the sources and knew nothing of what it saw. */
export function hasNoType({ status }: Environment): boolean {
  return status?.detected !== undefined && (status.detected.type ?? '') === ''
}
