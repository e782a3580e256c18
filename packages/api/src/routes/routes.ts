import { clusterRoutes } from './clusterRoutes.ts'
import { environmentRoutes } from './environmentRoutes.ts'
import { podRoutes } from './podRoutes.ts'
import { projectRoutes } from './projectRoutes.ts'
import { sessionRoutes } from './sessionRoutes.ts'
import { streamRoutes } from './streamRoutes.ts'

/** Every route under `/api/v1`, by operation id. */
export const routes = {
  ...sessionRoutes,
  ...clusterRoutes,
  ...projectRoutes,
  ...environmentRoutes,
  ...podRoutes,
  ...streamRoutes,
}

export type Routes = typeof routes
export type OperationId = keyof Routes
