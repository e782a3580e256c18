import { http, type HttpHandler } from 'msw'
import type { MockWorld } from './MockWorld.ts'
import { answering } from './problemResponse.ts'

export interface MockRequest {
  request: Request
  url: URL
  /** Parameter of the path, decoded. */
  param: (name: string) => string
  body: <T>() => Promise<T>
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/**
 * A handler for one route of the contract.
 * @param route such as `GET /clusters/:cluster/environments`, under `/api/v1`
 */
export function mockRoute(
  world: MockWorld,
  route: `${Uppercase<Method>} /${string}`,
  resolve: (request: MockRequest) => Response | Promise<Response>,
): HttpHandler {
  const [method = '', path = ''] = route.split(' ')
  return http[method.toLowerCase() as Method](`*/api/v1${path}`, async ({ request, params }) => {
    await world.ready
    if (world.isOffline) return Response.error()
    const url = new URL(request.url)
    world.requests.push(`${method} ${url.pathname.replace(/^.*\/api\/v1/, '')}`)
    return answering(() =>
      resolve({
        request,
        url,
        param: (name) => String(params[name]),
        body: async <T>() => (await request.clone().json()) as T,
      }),
    )
  })
}
