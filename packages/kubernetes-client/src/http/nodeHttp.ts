import type crypto from 'node:crypto'
import type http from 'node:http'
import type https from 'node:https'
import { importLate } from '../internals/importLate.ts'

/** Node's HTTP clients, which take longer to load than all of this package. */
export interface NodeHttp {
  http: typeof http
  https: typeof https
  crypto: typeof crypto
}

let loading: Promise<NodeHttp> | undefined

/** Loads them at the first request. */
export function loadNodeHttp(): Promise<NodeHttp> {
  return (loading ??= Promise.all([
    importLate(() => import('node:http'), 'node:http'),
    importLate(() => import('node:https'), 'node:https'),
    importLate(() => import('node:crypto'), 'node:crypto'),
  ]).then(([http, https, crypto]) => ({ http: http.default, https: https.default, crypto: crypto.default })))
}
