import { buildPath } from '../request/buildPath.ts'
import { operations } from '../request/operations.ts'
import type { ExecOptions, ExecTarget } from './ExecSession.ts'

export interface ExecProgress {
  /** A UUID by which the proxy knows the session when the socket comes back. */
  session: string
  /** Bytes of output that arrived; 0 begins a session. */
  received: number
  resuming: boolean
}

/** The path of an interactive exec under `/api/v1`, its query as in Kubernetes with Catalyst's own members. */
export function execPath(target: ExecTarget, options: ExecOptions, progress: ExecProgress): string {
  const { cluster, namespace, pod, container } = target
  const { command, tty = command === undefined, stdin = true } = options
  return buildPath(operations.openExec.path, {
    params: { cluster, namespace, pod },
    query: {
      container,
      command,
      tty,
      stdin,
      stdout: true,
      // A terminal has one output; Kubernetes refuses both together.
      stderr: !tty,
      session: progress.session,
      ack: true,
      received: progress.resuming ? progress.received : undefined,
    },
  })
}
