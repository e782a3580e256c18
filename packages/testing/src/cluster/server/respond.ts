import type { ServerResponse } from 'node:http'
import { internalError, StatusError } from '../objects/StatusError.ts'

/** Answers with JSON, of which the text may be made already. */
export function respondJson(response: ServerResponse, code: number, value: object | string): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  response.writeHead(code, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
    'Content-Length': Buffer.byteLength(text),
  })
  response.end(text)
}

export function respondText(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' })
  response.end(text)
}

/** Answers with why it failed. What is no `StatusError` is a fault of this cluster, and is said to be one. */
export function respondError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { status } = error instanceof StatusError ? error : internalError(describe(error))
  const seconds = status.details?.retryAfterSeconds
  if (seconds !== undefined) response.setHeader('Retry-After', String(seconds))
  respondJson(response, status.code, status)
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
