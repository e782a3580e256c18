import type * as ws from 'ws'
import { importLate } from '../internals/importLate.ts'

let loading: Promise<typeof ws> | undefined

/** Loads `ws` at the first command, shell or forwarded port. */
export function loadWebSockets(): Promise<typeof ws> {
  return (loading ??= importLate(() => import('ws'), 'ws'))
}
