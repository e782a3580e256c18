import type { ConnectHandler } from '../../api/ConnectHandler.ts'
import type { StreamContext } from '../StreamContext.ts'
import { attachTo } from './attachTo.ts'
import { serveCommand } from './serveCommand.ts'

/** Joins clients to the first processes of containers: `pods/attach`. */
export function createAttachHandler(context: StreamContext): ConnectHandler {
  return serveCommand(context, {
    isServable: ({ main }) => main !== undefined,
    refuse: ({ metadata }, container) =>
      `container ${container} not found in pod ${metadata.name}_${metadata.namespace ?? ''}`,
    run: ({ main }, _options, channels) => attachTo(main, channels),
  })
}
