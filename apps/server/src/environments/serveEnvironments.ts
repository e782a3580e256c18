import { once } from 'node:events'
import type { Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { portForward, type ClusterAccess } from '@catalyst/kubernetes-client'
import type { Logger } from 'pino'
import type { Diversion } from '@catalyst/proxy'
import { findTarget } from './findTarget.ts'
import { refusal } from './refusal.ts'

export interface ServeEnvironmentsOptions {
  /** The cluster that the environments are in. */
  cluster: () => Promise<ClusterAccess>
  logger: Pick<Logger, 'warn'>
}

/** A namespace and nothing more before it: what browsers take to this computer. */
const address = /^([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\.localhost$/
/** How long somebody who has the whole answer may take to hang up. */
const lingerMs = 2000

/**
 * Leads `http://<namespace>.localhost:<port>/` to a pod of the environment that has the namespace, through a forwarded
 * port: every byte as it is, HTTP and WebSocket alike. For a server that answers on loopback alone, to the person whose
 * kubeconfig it uses; where people sign in, an ingress does this.
 */
export function serveEnvironments({ cluster, logger }: ServeEnvironmentsOptions): Diversion {
  async function lead(socket: Socket, namespace: string, head: Buffer): Promise<void> {
    const gone = new AbortController()
    socket.once('close', () => gone.abort())
    const { signal } = gone
    const kubeConfig = await cluster()
    const target = await findTarget(kubeConfig, { namespace, signal })
    if ('missing' in target) return refuse(socket, target.missing)
    const { pod, port } = target
    const forwarded = await portForward(kubeConfig, { namespace, pod, port, signal })
    // After its answer has ended nobody waits for it any more.
    forwarded.on('error', ignore)
    forwarded.write(head)
    // No pipeline, which would end the socket too: that nothing listens shows now, and there is somebody to be told.
    socket.pipe(forwarded)
    await once(forwarded, 'readable')
    await pipeline(forwarded, socket)
    hangUp(socket)
  }

  return {
    owns: (host) => address.test(host),
    take(socket, { host, head }) {
      const [, namespace = ''] = address.exec(host) ?? []
      lead(socket, namespace, head).catch((error: unknown) => {
        if (socket.destroyed) return
        logger.warn({ err: error, namespace }, 'an environment could not be reached')
        refuse(socket, 'connection')
      })
    },
  }
}

/** What still comes is for nobody, and must not hold the socket open. */
function refuse(socket: Socket, reason: Parameters<typeof refusal>[0]): void {
  socket.unpipe().resume()
  socket.end(refusal(reason))
  hangUp(socket)
}

/** All has been said: whoever does not go by himself is sent. */
function hangUp(socket: Socket): void {
  socket.setTimeout(lingerMs, () => socket.destroy())
}

/** Whoever waits for it is told by its end. */
function ignore(): void {}
