import { once } from 'node:events'
import type { ConnectHandler } from '../../api/ConnectHandler.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { badRequest } from '../../objects/StatusError.ts'
import { findContainer } from '../findContainer.ts'
import type { StreamContext } from '../StreamContext.ts'
import { findLogRun } from './findLogRun.ts'
import { parseLogOptions } from './parseLogOptions.ts'

/** Serves what containers have written: `pods/log`. */
export function createLogHandler({ registry, clock }: StreamContext): ConnectHandler {
  return {
    async respond({ query, object, signal }, response) {
      const pod = object as Pod
      const {
        container: wanted,
        previous,
        ...options
      } = parseLogOptions(query, { pod: pod.metadata.name, now: clock.now() })
      const { name } = findContainer(pod, wanted)
      // Without a node there is nobody to ask: no content.
      if (pod.spec.nodeName === undefined || pod.spec.nodeName === '') {
        response.writeHead(204).end()
        return
      }
      const run = findLogRun(pod, name, previous)
      if ('refusal' in run) throw badRequest(run.refusal)
      const log = registry.log(pod.metadata.uid, name, run)

      response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache, private' })
      response.flushHeaders()
      for await (const bytes of log?.read({ ...options, signal }) ?? []) {
        if (!response.write(bytes)) await once(response, 'drain', { signal })
      }
      response.end()
    },
  }
}
