import type { ConnectHandler } from '../api/ConnectHandler.ts'
import type { Clock } from '../clock/Clock.ts'
import type { ContainerRegistry } from '../containers/ContainerRegistry.ts'
import { createLogHandler } from './log/createLogHandler.ts'
import { createPortForwardHandler } from './portForward/createPortForwardHandler.ts'
import { createAttachHandler } from './remoteCommand/createAttachHandler.ts'
import { createExecHandler } from './remoteCommand/createExecHandler.ts'

/** The routes that reach into the containers of a pod, by subresource. */
export function createPodStreams(registry: ContainerRegistry, clock: Clock): Readonly<Record<string, ConnectHandler>> {
  const context = { registry, clock }
  return {
    log: createLogHandler(context),
    exec: createExecHandler(context),
    attach: createAttachHandler(context),
    portforward: createPortForwardHandler(context),
  }
}
