import { NetworkError } from '../errors/NetworkError.ts'
import { buildPath } from './buildPath.ts'
import type { HttpClient } from './HttpClient.ts'
import { operations } from './operations.ts'
import type { JsonOperationId, OperationArguments, OperationResult } from './operationTypes.ts'

/** Calls an operation of the contract by its id, typed by it. */
export type Request = <Id extends JsonOperationId>(
  operationId: Id,
  ...[options]: OperationArguments<Id>
) => Promise<OperationResult<Id>>

interface LooseOptions {
  params?: Readonly<Record<string, unknown>> | undefined
  query?: Readonly<Record<string, unknown>> | undefined
  body?: unknown
  signal?: AbortSignal | undefined
}

export function createRequest(http: HttpClient): Request {
  return async function request<Id extends JsonOperationId>(operationId: Id, ...[options]: OperationArguments<Id>) {
    const operation: { method: string; path: string; bodyType?: string } = operations[operationId]
    const { params, query, body, signal }: LooseOptions = options ?? {}
    const response = await http.send(buildPath(operation.path, { params, query }), {
      method: operation.method.toUpperCase(),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': operation.bodyType ?? 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    })
    if (response.status === 204) return undefined as OperationResult<Id>
    try {
      return (await response.json()) as OperationResult<Id>
    } catch (cause) {
      if (signal?.aborted) throw cause
      throw new NetworkError('The answer of the Catalyst proxy broke off or was no JSON.', { cause })
    }
  }
}
