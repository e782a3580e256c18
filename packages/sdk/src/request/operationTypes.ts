import type {
  OperationId,
  RouteBody,
  RouteContract,
  RouteParams,
  RouteQuery,
  RouteResponse,
  Routes,
} from '@catalyst/api'

type Contract<Id extends OperationId> = Routes[Id] extends RouteContract ? Routes[Id] : never

/** Operations that answer JSON or nothing; logs, streams, exec and the login pages have calls of their own. */
export type JsonOperationId = {
  [Id in OperationId]: Routes[Id] extends { response: unknown } | { status: 204 } ? Id : never
}[OperationId]

/** Path parameters; `cluster` may be left out for the default one. */
export type OperationParams<Id extends OperationId> =
  RouteParams<Contract<Id>> extends infer TParams
    ? TParams extends { cluster: string }
      ? Omit<TParams, 'cluster'> & { cluster?: string | undefined }
      : TParams
    : never

export type OperationQuery<Id extends OperationId> =
  RouteQuery<Contract<Id>> extends infer TQuery
    ? TQuery extends object
      ? { [K in keyof TQuery]?: TQuery[K] | undefined }
      : undefined
    : never

export type OperationBody<Id extends OperationId> = RouteBody<Contract<Id>>
export type OperationResult<Id extends OperationId> = Routes[Id] extends { response: unknown }
  ? RouteResponse<Contract<Id>>
  : undefined

type Need<TName extends string, TValue> = [TValue] extends [undefined]
  ? unknown
  : object extends TValue
    ? { [K in TName]?: TValue | undefined }
    : { [K in TName]: TValue }

/** What a request takes: only what its route has. */
export type OperationOptions<Id extends OperationId> = { signal?: AbortSignal | undefined } & Need<
  'params',
  OperationParams<Id>
> &
  Need<'query', OperationQuery<Id>> &
  Need<'body', OperationBody<Id>>

export type OperationArguments<Id extends OperationId> =
  object extends OperationOptions<Id> ? [options?: OperationOptions<Id>] : [options: OperationOptions<Id>]
