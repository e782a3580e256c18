import { problemResponse, type RouteContract } from '@catalyst/api'
import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import type { z } from 'zod'

/** A contract in the shape that `OpenAPIHono.openapi` takes, with its types. */
// A type and no interface: only then it counts as having the index signatures that createRoute's types ask for.
export type OpenApiRoute<TRoute extends RouteContract> = {
  method: TRoute['method']
  path: TRoute['path']
  request: Part<'params', TRoute['request']['params']> &
    Part<'query', TRoute['request']['query']> &
    Body<TRoute['request']['body']>
  responses: { [TStatus in TRoute['status']]: Answer<TRoute['response']> }
  getRoutingPath(): string
}

type Part<TName extends string, TSchema> = TSchema extends z.ZodType ? { [name in TName]: TSchema } : object
type Body<TSchema> = TSchema extends z.ZodType
  ? { body: { required: true; content: { 'application/json': { schema: TSchema } } } }
  : object
type Answer<TSchema> = TSchema extends z.ZodType
  ? { description: string; content: { 'application/json': { schema: TSchema } } }
  : { description: string }

/** Makes a zod-openapi route of a contract: the validation of the request and its part of the OpenAPI document. */
export function toOpenApiRoute<const TRoute extends RouteContract>(contract: TRoute): OpenApiRoute<TRoute> {
  const route = createRoute({
    operationId: contract.operationId,
    method: contract.method,
    path: contract.path,
    summary: contract.summary,
    tags: contract.tags,
    request: requestOf(contract),
    responses: { [contract.status]: answerOf(contract), default: problemResponse },
  })
  // createRoute can't see the literal types through the optional parts of a contract.
  return route as unknown as OpenApiRoute<TRoute>
}

/** Media type of a contract's body. */
export function bodyTypeOf(contract: RouteContract): string {
  return contract.request.bodyType ?? 'application/json'
}

function requestOf({ request, ...contract }: RouteContract): NonNullable<RouteConfig['request']> {
  return {
    ...(request.params !== undefined && { params: request.params }),
    ...(request.query !== undefined && { query: request.query }),
    ...(request.body !== undefined && {
      body: { required: true, content: { [bodyTypeOf({ request, ...contract })]: { schema: request.body } } },
    }),
  }
}

function answerOf(contract: RouteContract): RouteConfig['responses'][number] {
  const description = contract.summary
  if (contract.response !== undefined)
    return { description, content: { 'application/json': { schema: contract.response } } }
  return contract.responseType === undefined
    ? { description }
    : { description, content: { [contract.responseType]: { schema: { type: 'string' } } } }
}
