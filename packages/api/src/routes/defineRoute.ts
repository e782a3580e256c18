import type { z } from 'zod'
import { problemSchema } from '../problems/problemSchema.ts'

export type RouteMethod = 'get' | 'post' | 'put' | 'patch' | 'delete'

export interface RouteRequestSchemas {
  params?: z.ZodObject | undefined
  query?: z.ZodObject | undefined
  body?: z.ZodType | undefined
  /** Media type of the body. @default 'application/json' */
  bodyType?: string | undefined
}

/** One route of the proxy: where it is, what it takes, what it answers. The OpenAPI document, the proxy's validation and the sdk's types come from it. */
export interface RouteContract {
  operationId: string
  method: RouteMethod
  /** Path under `/api/v1` with `{parameters}`. */
  path: string
  summary: string
  tags: [string]
  request: RouteRequestSchemas
  /** Status of the good answer. */
  status: 200 | 201 | 202 | 204 | 302 | 101
  /** Schema of the good answer's body; absent where the answer is no JSON. */
  response?: z.ZodType | undefined
  /** Media type of the good answer. @default 'application/json' */
  responseType?: string | undefined
}

/** Keeps the literal types of a contract. */
export function defineRoute<const TRoute extends RouteContract>(route: TRoute): TRoute {
  return route
}

/** The error answers that any route may give. */
export const problemResponse = {
  description: 'What went wrong, RFC 9457.',
  content: { 'application/problem+json': { schema: problemSchema } },
}

type SchemaOutput<TSchema> = TSchema extends z.ZodType ? z.output<TSchema> : undefined
type SchemaInput<TSchema> = TSchema extends z.ZodType ? z.input<TSchema> : undefined

/** Parsed parameters of a route. */
export type RouteParams<TRoute extends RouteContract> = SchemaOutput<TRoute['request']['params']>
/** Parsed query of a route: numbers are numbers, flags are booleans. */
export type RouteQuery<TRoute extends RouteContract> = SchemaOutput<TRoute['request']['query']>
/** Body of a request as a client writes it. */
export type RouteBody<TRoute extends RouteContract> = SchemaInput<TRoute['request']['body']>
/** Body of the good answer. */
export type RouteResponse<TRoute extends RouteContract> = SchemaOutput<TRoute['response']>
