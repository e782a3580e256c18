import type { Clock } from '../clock/Clock.ts'
import { expired, statusError } from '../objects/StatusError.ts'
import type { ConnectionGate } from './ConnectionGate.ts'
import type { Fault, FaultMatch, FaultOptions, Faults, InjectedFault } from './Faults.ts'
import { matchesFault, type FaultSubject } from './matchesFault.ts'

/** A request on its way through the server. */
export interface Exchange extends FaultSubject {
  readonly gate: ConnectionGate
  readonly signal: AbortSignal
  /** Set while it is a watch that is open. */
  expire?: (() => void) | undefined
}

export interface FaultInjector extends Faults {
  /**
   * Lets a new request meet what is in its way, and remembers it for what comes while it is open.
   *
   * @returns whether it may go on. @throws StatusError when that is the fault
   */
  admit(exchange: Exchange): Promise<boolean>
}

interface Injected {
  readonly fault: Fault
  readonly match: FaultMatch
  left: number
  hits: number
}

export function createFaults(clock: Clock): FaultInjector {
  const injected = new Set<Injected>()
  const open = new Set<Exchange>()

  function meets(entry: Injected, exchange: Exchange): boolean {
    if (entry.left <= 0 || !matchesFault(entry.match, exchange)) return false
    if (entry.fault.kind === 'expire' && exchange.verb !== 'watch') return false
    entry.hits += 1
    entry.left -= 1
    return true
  }

  function inject(fault: Fault, match: FaultMatch = {}, { times = Infinity }: FaultOptions = {}): InjectedFault {
    const entry: Injected = { fault, match, left: times, hits: 0 }
    injected.add(entry)
    if (fault.kind === 'stall' || fault.kind === 'cut' || fault.kind === 'expire') {
      for (const exchange of [...open]) if (meets(entry, exchange)) disturb(exchange, fault)
    }
    return {
      get hits() {
        return entry.hits
      },
      [Symbol.dispose]: () => void injected.delete(entry),
    }
  }

  return {
    inject,
    clear: () => injected.clear(),
    async admit(exchange) {
      open.add(exchange)
      exchange.signal.addEventListener('abort', () => open.delete(exchange), { once: true })
      for (const entry of [...injected]) {
        if (injected.has(entry) && meets(entry, exchange) && !(await begin(exchange, entry.fault, clock))) return false
      }
      return true
    },
  }
}

/** What a fault does to a request that has no answer yet. @returns whether it goes on */
async function begin(exchange: Exchange, fault: Fault, clock: Clock): Promise<boolean> {
  const { gate, signal } = exchange
  switch (fault.kind) {
    case 'refuse':
      gate.refuse()
      return false
    case 'delay':
      await clock.sleep(fault.ms, { signal })
      return true
    case 'status': {
      const {
        code,
        reason = reasons[code] ?? 'Unknown',
        message = `injected fault: ${code}`,
        retryAfterSeconds,
      } = fault
      const details = retryAfterSeconds === undefined ? undefined : { retryAfterSeconds }
      throw statusError(message, { code, reason, details })
    }
    case 'stall':
      if (fault.afterBytes === undefined) return false
      gate.stallAfter(fault.afterBytes)
      return true
    case 'cut':
      gate.cutAfter(fault.afterBytes ?? 0)
      return true
    case 'expire':
      exchange.expire = () => undefined
      throw expired('too old resource version: injected fault')
  }
}

function disturb({ gate, expire }: Exchange, fault: Fault & { kind: 'stall' | 'cut' | 'expire' }): void {
  if (fault.kind === 'expire') expire?.()
  else if (fault.kind === 'stall') gate.stallAfter(fault.afterBytes ?? 0)
  else gate.cutAfter(fault.afterBytes ?? 0)
}

const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
}
