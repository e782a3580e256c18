import { execSubprotocol } from '@catalyst/api/exec-frames'
import type { Impersonation } from '../http/Impersonation.ts'
import { openWebSocket } from '../http/openWebSocket.ts'
import { resourcePath } from '../http/resourcePath.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { pods } from '../resources/pods.ts'
import { CommandStream } from './CommandStream.ts'
import { toExecError } from './toExecError.ts'

export interface ExecTargetOptions {
  namespace: string
  pod: string
  /** @default the only one of the pod; in a pod with several, leaving it out is a `ContainerNotFound` */
  container?: string | undefined
  impersonate?: Impersonation | undefined
  /** Closes the connection; `status` then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

export interface ExecStreamRequest extends ExecTargetOptions {
  /** Program and arguments; there is no shell in between. */
  command: readonly string[]
  /** Run in a terminal, which has no stderr of its own. @default false */
  tty?: boolean | undefined
  /** Whether something will be written to it. @default false */
  stdin?: boolean | undefined
  /** @default true */
  stdout?: boolean | undefined
  /** @default true, but false with a terminal */
  stderr?: boolean | undefined
  /** Output that may wait for its reader before the container is slowed down, in bytes. @default 256 KiB */
  bufferBytes?: number | undefined
}

/** Without half-close, from before Kubernetes 1.30. */
const legacySubprotocol = 'v4.channel.k8s.io'

/**
 * Runs a command in a container with streamed input and output.
 * @throws ExecError when it can't be begun: `PodNotFound`, `ContainerNotFound`, `NotRunning`, `Forbidden`, `ConnectionLost`. That
 * the command doesn't exist shows in `status`, as `CommandNotFound`.
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets
 */
export async function execStream(kubeConfig: ClusterAccess, request: ExecStreamRequest): Promise<CommandStream> {
  const { namespace, pod, container, command, impersonate, signal } = request
  const { tty = false, stdin = false, stdout = true, stderr = !tty, bufferBytes = 262_144 } = request
  const target = { pod, container, command }
  try {
    const { socket, protocol } = await openWebSocket(
      kubeConfig,
      resourcePath(pods, { namespace, name: pod, subresource: 'exec' }),
      {
        protocols: [execSubprotocol, legacySubprotocol],
        query: { command: [...command], container, tty, stdin, stdout, stderr },
        impersonate,
        signal,
      },
    )
    return new CommandStream({
      socket,
      target,
      tty,
      stdin,
      canHalfClose: protocol === execSubprotocol,
      bufferBytes,
      signal,
    })
  } catch (error) {
    throw toExecError(error, target)
  }
}
