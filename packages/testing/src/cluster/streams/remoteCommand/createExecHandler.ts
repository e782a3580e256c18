import type { ConnectHandler } from '../../api/ConnectHandler.ts'
import type { StreamContext } from '../StreamContext.ts'
import { runCommand } from './runCommand.ts'
import { serveCommand } from './serveCommand.ts'

/** Runs commands in containers: `pods/exec`. */
export function createExecHandler(context: StreamContext): ConnectHandler {
  return serveCommand(context, {
    isServable: () => true,
    refuse: (_pod, container) => `container not found ("${container}")`,
    run: runCommand,
  })
}
