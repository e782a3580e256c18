import type { Context } from 'hono'
import type { ProxyEnv } from '../ProxyContext.ts'

const requests = new WeakSet<Context<ProxyEnv>>()

/** Says that a request has left its audit record, or must not leave one. */
export function keepsOwnRecord(c: Context<ProxyEnv>): void {
  requests.add(c)
}

export function hasOwnRecord(c: Context<ProxyEnv>): boolean {
  return requests.has(c)
}
