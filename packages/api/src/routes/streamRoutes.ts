import { z } from 'zod'
import { defineRoute } from './defineRoute.ts'
import { repeatedSchema } from './routeParameters.ts'

const tags = ['stream'] as [string]

export const streamRoutes = {
  openStream: defineRoute({
    operationId: 'openStream',
    method: 'get',
    path: '/stream',
    summary: 'Watch many topics over one stream of server-sent events',
    tags,
    request: { query: z.object({ topic: repeatedSchema }) },
    status: 200,
    responseType: 'text/event-stream',
  }),
  postStream: defineRoute({
    operationId: 'postStream',
    method: 'post',
    path: '/stream',
    summary: 'The same, for a list of topics too long for a URL',
    tags,
    request: {
      body: z.strictObject({ topics: z.array(z.string().max(8192)).min(1).max(200) }).meta({ id: 'StreamRequest' }),
    },
    status: 200,
    responseType: 'text/event-stream',
  }),
}
