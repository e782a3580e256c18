import { createWebSocketStream } from 'ws'
import type { ConnectHandler } from '../../api/ConnectHandler.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { badRequest } from '../../objects/StatusError.ts'
import { refuseUpgrade } from '../refuseUpgrade.ts'
import { acceptSpdy, isSpdyRequest } from '../spdy/acceptSpdy.ts'
import type { StreamContext } from '../StreamContext.ts'
import { acceptWebSocket, chooseProtocol } from '../webSocket/acceptWebSocket.ts'
import { createForwarder } from './createForwarder.ts'
import { createSiteServer } from './createSiteServer.ts'
import { forwardChannels } from './forwardChannels.ts'
import { forwardSpdy } from './forwardSpdy.ts'
import { parsePorts } from './parsePorts.ts'

const protocol = 'portforward.k8s.io'
/** SPDY inside of a WebSocket, unpacked by the API server. */
const tunnel = `SPDY/3.1+${protocol}`
/** Answered by kubelet: each port has two channels, and no half of them can be closed. */
const channels = ['v4.channel.k8s.io', '']

/** Connects clients to what listens in pods: `pods/portforward`. */
export function createPortForwardHandler({ registry, clock }: StreamContext): ConnectHandler {
  const server = createSiteServer()
  return {
    respond: () => Promise.reject(badRequest('Upgrade request required')),
    async upgrade({ message, query, object, signal }, socket, head) {
      const pod = object as Pod
      if ((pod.spec.nodeName ?? '') === '') throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`)
      const upgrade = { message, socket, head, signal }
      const forward = createForwarder({ pod, registry, clock, server })
      const refusal = refusalOf(pod)

      if (chooseProtocol(message, [tunnel]) !== undefined) {
        if (refusal !== undefined) return refuseUpgrade(socket, 500, refusal)
        return forwardSpdy(createWebSocketStream(await acceptWebSocket(upgrade, tunnel)), forward)
      }
      if (isSpdyRequest(message)) {
        if (refusal !== undefined) return refuseUpgrade(socket, 500, refusal)
        const accepted = acceptSpdy(upgrade, [protocol])
        return accepted && forwardSpdy(accepted.socket, forward)
      }
      const ports = parsePorts(query)
      if (typeof ports === 'string') return refuseUpgrade(socket, 400, ports)
      if (refusal !== undefined) return refuseUpgrade(socket, 500, refusal)
      const chosen = chooseProtocol(message, channels)
      if (chosen === undefined) return refuseUpgrade(socket, 403, '')
      return forwardChannels(await acceptWebSocket(upgrade, chosen), { ports, forward })
    },
  }
}

/** A pod without a sandbox has no network to reach into. */
function refusalOf({ metadata, status }: Pod): string | undefined {
  const hasEnded = status?.phase === 'Succeeded' || status?.phase === 'Failed'
  return hasEnded ? `pod not found ("${metadata.name}_${metadata.namespace ?? ''}")` : undefined
}
