import type { ConnectHandler } from '../../api/ConnectHandler.ts'
import type { RunningContainer } from '../../containers/ContainerRegistry.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { badRequest } from '../../objects/StatusError.ts'
import { findContainer } from '../findContainer.ts'
import type { StreamContext } from '../StreamContext.ts'
import type { CommandChannels, CommandOptions } from './CommandChannels.ts'
import type { CommandOutcome } from './commandStatus.ts'
import { openCommandChannels } from './openCommandChannels.ts'
import { parseCommandOptions } from './parseCommandOptions.ts'

export interface CommandService {
  isServable(container: RunningContainer): boolean
  /** What kubelet says when the container does not run. */
  refuse(pod: Pod, container: string): string
  run(container: RunningContainer, options: CommandOptions, channels: CommandChannels): Promise<CommandOutcome>
}

/** What `exec` and `attach` have in common: which container, over which protocol. */
export function serveCommand({ registry }: StreamContext, service: CommandService): ConnectHandler {
  return {
    respond: () => Promise.reject(badRequest('Upgrade request required')),
    async upgrade({ message, query, object, signal }, socket, head) {
      const pod = object as Pod
      const { name } = findContainer(pod, query.get('container'))
      if ((pod.spec.nodeName ?? '') === '') throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`)
      const options = parseCommandOptions(query)
      const running = registry.running(pod.metadata.uid, name)
      const container = running !== undefined && service.isServable(running) ? running : undefined
      const refusal = container === undefined ? service.refuse(pod, name) : undefined
      const channels = await openCommandChannels({ message, socket, head, signal }, { ...options, refusal })
      if (channels === undefined || container === undefined) return
      await channels.finish(await service.run(container, options, channels))
    },
  }
}
