import type crypto from 'node:crypto'
import type http from 'node:http'
import type https from 'node:https'
import { loadBuiltin } from '../internals/loadBuiltin.ts'

/** Node's HTTP clients, which take longer to load than all of this package. */
export interface NodeHttp {
  http: typeof http
  https: typeof https
  crypto: typeof crypto
}

let loading: Promise<NodeHttp> | undefined

/** Loads them at the first request. */
export function loadNodeHttp(): Promise<NodeHttp> {
  return (loading ??= load())
}

async function load(): Promise<NodeHttp> {
  return {
    http: await loadBuiltin('node:http', () => import('node:http')),
    https: await loadBuiltin('node:https', () => import('node:https')),
    crypto: await loadBuiltin('node:crypto', () => import('node:crypto')),
  }
}
