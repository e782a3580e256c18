import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** Where the bytes of an answer go through, so that faults can hold or cut them, whenever they come. */
export interface ConnectionGate {
  /** Closes the connection at once. */
  refuse(): void
  /** Closes it after this many more bytes. */
  cutAfter(bytes: number): void
  /** Lets this many more bytes through, and then nothing more. */
  stallAfter(bytes: number): void
}

type Limit = { readonly kind: 'cut' | 'stall'; left: number }
type Written = string | Uint8Array

/** Puts a gate on an answer, or on the socket of an upgraded connection. */
export function createConnectionGate(target: ServerResponse | Duplex): ConnectionGate {
  const write = target.write.bind(target) as (chunk: Written, done?: () => void) => boolean
  const end = target.end.bind(target) as (done?: () => void) => unknown
  let limit: Limit | undefined

  const destroy = () => void target.destroy()

  function flushHead(): void {
    if ('flushHeaders' in target && !target.headersSent) target.flushHeaders()
  }

  /** Lets through what may still pass. @returns whether the rest is held */
  function pass(chunk: Written, current: Limit, done?: () => void): boolean {
    const { left, kind } = current
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    current.left = Math.max(left - bytes.length, 0)
    const isOver = bytes.length >= left
    const head = bytes.subarray(0, left)
    if (kind === 'cut' && isOver) {
      if (head.length === 0) destroy()
      else write(head, destroy)
      return true
    }
    if (head.length > 0) write(head, done)
    return isOver
  }

  target.write = function gatedWrite(chunk: Written, ...rest: unknown[]): boolean {
    if (limit === undefined) return (write as (...args: unknown[]) => boolean)(chunk, ...rest)
    const done = rest.find((each) => typeof each === 'function') as (() => void) | undefined
    pass(chunk, limit, done)
    return true
  } as typeof target.write

  target.end = function gatedEnd(...args: unknown[]) {
    if (limit === undefined) return (end as (...all: unknown[]) => unknown)(...args)
    const [chunk] = args
    const isHeld = (typeof chunk === 'string' || chunk instanceof Uint8Array) && pass(chunk, limit)
    // An answer that fits into what may pass ends as it would.
    if (!isHeld && limit.left > 0) end()
    return target
  } as typeof target.end

  function setLimit(kind: Limit['kind'], left: number): void {
    limit = { kind, left }
    if (kind === 'cut' && left === 0) {
      flushHead()
      // The head has to be on its way before the connection goes.
      setImmediate(destroy)
    }
  }

  return {
    refuse: destroy,
    cutAfter: (bytes) => setLimit('cut', bytes),
    stallAfter: (bytes) => setLimit('stall', bytes),
  }
}
