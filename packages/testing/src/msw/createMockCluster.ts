import type { RequestHandler, WebSocketHandler } from 'msw'
import { configurationHandlers } from './configurationHandlers.ts'
import { environmentHandlers } from './environmentHandlers.ts'
import { execHandlers, type MockShells } from './execHandlers.ts'
import { logHandlers } from './logHandlers.ts'
import { MockWorld, type MockWorldOptions } from './MockWorld.ts'
import { podHandlers } from './podHandlers.ts'
import { projectHandlers } from './projectHandlers.ts'
import { sessionHandlers } from './sessionHandlers.ts'
import { streamHandlers } from './streamHandlers.ts'

/** A mock cluster behind a mock proxy: `world` to change it, `handlers` for `msw.use(...)`. */
export interface MockCluster {
  world: MockWorld
  shells: MockShells
  handlers: (RequestHandler | WebSocketHandler)[]
}

export function createMockCluster(options: MockWorldOptions = {}): MockCluster {
  const world = new MockWorld(options)
  const exec = execHandlers(world)
  return {
    world,
    shells: exec.shells,
    handlers: [
      ...sessionHandlers(world),
      ...projectHandlers(world),
      ...environmentHandlers(world),
      ...configurationHandlers(world),
      ...podHandlers(world),
      ...logHandlers(world),
      ...exec.handlers,
      ...streamHandlers(world),
    ],
  }
}
