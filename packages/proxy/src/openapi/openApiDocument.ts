import { routes, type RouteContract } from '@catalyst/api'
import { OpenAPIHono } from '@hono/zod-openapi'
import { apiBase } from './matchOperation.ts'
import { toOpenApiRoute } from './toOpenApiRoute.ts'

/** The OpenAPI 3.1 document of everything under `/api/v1`; `basePath` is where the proxy is mounted. */
export function openApiDocument({ basePath = '' }: { basePath?: string | undefined } = {}): object {
  const app = new OpenAPIHono()
  for (const contract of Object.values<RouteContract>(routes)) {
    app.openAPIRegistry.registerPath(toOpenApiRoute(contract))
  }
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Catalyst',
      version: 'v1',
      description: 'Environments on Kubernetes: resources, watches, logs and exec over HTTP.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: `${basePath}${apiBase}` }],
  })
}
