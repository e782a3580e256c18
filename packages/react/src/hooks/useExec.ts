import type { ExecResult } from '@catalyst/api'
import type { ExecTarget } from '@catalyst/sdk'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'

export interface ExecVariables {
  /** The program and its arguments; for a line of shell, `['sh', '-c', line]`. */
  command: readonly string[]
  /** What the command reads as its input, at most 1 MiB. */
  stdin?: string | undefined
  /** After so long the proxy gives the command up; at most 600. @default 60 */
  timeoutSeconds?: number | undefined
  /** Gives up waiting for the command. */
  signal?: AbortSignal | undefined
}

/**
 * Runs one command after another in a container, each to its end, by plain requests: also where no WebSocket gets through. A
 * non-zero exit code is a result and no error; `truncated` says that the output was longer.
 */
export function useExec({ container, ...pod }: ExecTarget): UseMutationResult<ExecResult, Error, ExecVariables> {
  const client = useCatalystClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ command, signal, ...rest }: ExecVariables) =>
      client.pods.exec(pod, { container, command: [...command], ...rest }, { signal }),
  })
}
