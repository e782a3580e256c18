import type { ConnectHandler } from '../api/ConnectHandler.ts'
import type { Clock } from '../clock/Clock.ts'
import type { ContainerRegistry } from '../containers/ContainerRegistry.ts'
import { createLogHandler } from './log/createLogHandler.ts'
import { createExecHandler } from './remoteCommand/createExecHandler.ts'

/** The routes that reach into the containers of a pod, by subresource. */
export function createPodStreams(registry: ContainerRegistry, clock: Clock): Readonly<Record<string, ConnectHandler>> {
  return {
    log: createLogHandler({ registry, clock }),
    exec: createExecHandler({ registry, clock }),
  }
}
