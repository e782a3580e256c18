import type { ConnectHandler } from '../../api/ConnectHandler.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { badRequest } from '../../objects/StatusError.ts'
import { findContainer } from '../findContainer.ts'
import type { StreamContext } from '../StreamContext.ts'
import { failureStatus } from './commandStatus.ts'
import { openCommandChannels } from './openCommandChannels.ts'
import { parseCommandOptions } from './parseCommandOptions.ts'
import { runCommand } from './runCommand.ts'

/** Runs commands in containers: `pods/exec`. */
export function createExecHandler({ registry }: StreamContext): ConnectHandler {
  return {
    async respond() {
      throw badRequest('Upgrade request required')
    },
    async upgrade({ message, query, object }, socket, head) {
      const pod = object as Pod
      const { name } = findContainer(pod, query.get('container'))
      if ((pod.spec.nodeName ?? '') === '') throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`)
      const options = parseCommandOptions(query)
      const container = registry.running(pod.metadata.uid, name)
      const refusal = container === undefined ? `container not found ("${name}")` : undefined
      const channels = await openCommandChannels({ message, socket, head }, { ...options, refusal })
      if (channels === undefined || container === undefined) return
      const command = { argv: query.getAll('command'), tty: options.tty }
      await channels.finish(
        await runCommand(container, command, channels).catch((error: unknown) => failureStatus(String(error))),
      )
    },
  }
}
