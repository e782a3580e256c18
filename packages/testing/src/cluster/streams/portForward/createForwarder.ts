import { randomBytes, randomUUID } from 'node:crypto'
import { duplexPair, type Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Site } from '../../machine/Image.ts'
import type { Pod } from '../../nodes/Pod.ts'
import type { StreamContext } from '../StreamContext.ts'
import type { SiteServer } from './createSiteServer.ts'

/**
 * Joins a client's stream to what listens on a port of a pod, until both are done.
 *
 * @returns why that could not be, in the words of kubelet
 */
export type Forward = (port: number, stream: Duplex) => Promise<string | undefined>

export interface ForwarderOptions extends StreamContext {
  readonly pod: Pod
  readonly server: SiteServer
}

/** How long the other direction may take when one has ended. It is containerd's, and the end itself is not handed on. */
const graceMs = 1000

export function createForwarder({ pod, registry, clock, server }: ForwarderOptions): Forward {
  const sandbox = randomBytes(32).toString('hex')

  function siteOf(port: number): Site | undefined {
    const { initContainers = [], containers } = pod.spec
    for (const { name, ports = [] } of [...containers, ...initContainers]) {
      const running = registry.running(pod.metadata.uid, name)
      // An image that says nothing of its ports has its default page on those that the container declares.
      const listens = running?.image.sites !== undefined || ports.some(({ containerPort }) => containerPort === port)
      const site = listens ? running?.site(port) : undefined
      if (site !== undefined) return site
    }
    return undefined
  }

  return async (port, stream) => {
    const site = siteOf(port)
    if (site === undefined) return refusal(port, sandbox)
    const [near, far] = duplexPair()
    server.serve(site, far)
    near.on('error', () => undefined)
    stream.pipe(near, { end: false })
    near.pipe(stream, { end: false })
    const ends = [endOf(stream), endOf(near)]
    await Promise.race(ends)
    await Promise.race([Promise.all(ends), clock.sleep(graceMs)])
    stream.unpipe(near)
    near.destroy()
    far.destroy()
    return undefined
  }
}

/** Resolves when nothing more will come, be it that the stream was cut. */
function endOf(stream: Duplex): Promise<void> {
  return finished(stream, { writable: false }).catch(() => undefined)
}

/** As kubelet says it of a container runtime that found nobody. */
function refusal(port: number, sandbox: string): string {
  const network = `/var/run/netns/cni-${randomUUID()}`
  const dial = `dial tcp4 127.0.0.1:${port}: connect: connection refused`
  return (
    `error forwarding port ${port} to pod ${sandbox}, uid : failed to execute portforward in network namespace ` +
    `"${network}": failed to connect to localhost:${port} inside namespace "${sandbox}", IPv4: ${dial} ` +
    'IPv6 dial tcp6: address localhost: no suitable address found '
  )
}
