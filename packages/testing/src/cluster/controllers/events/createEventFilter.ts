import type { Clock } from '../../clock/Clock.ts'
import type { EventNote } from './createEventRecorder.ts'

export interface CorrelatedEvent {
  readonly message: string
  /** How often it was seen, this time too. */
  readonly count: number
  /** The name of the Event that holds it already. */
  readonly known: string | undefined
  remember(name: string): void
}

/** The limits of client-go's EventCorrelator. */
const burst = 25
const refillMs = 300_000
const mostSimilar = 10
const similarMs = 600_000
/** How much it remembers. */
const mostKept = 4096

interface Seen {
  count: number
  name?: string
}

/** Decides which notes become Events, and which only count one up. */
export function createEventFilter(clock: Clock) {
  const seen = new Map<string, Seen>()
  const similar = new Map<string, { messages: Set<string>; last: number }>()
  const budgets = new Map<string, { tokens: number; at: number }>()

  function isTooMuch(uid: string): boolean {
    const now = clock.now()
    const budget = budgets.get(uid) ?? { tokens: burst, at: now }
    const tokens = Math.min(budget.tokens + (now - budget.at) / refillMs, burst)
    const isOver = tokens < 1
    keep(budgets, uid, { tokens: isOver ? tokens : tokens - 1, at: now })
    return isOver
  }

  /** Many that differ in their text only become one. */
  function combine(key: string, message: string): boolean {
    const now = clock.now()
    const before = similar.get(key)
    const group =
      before !== undefined && now - before.last <= similarMs ? before : { messages: new Set<string>(), last: now }
    group.last = now
    if (group.messages.size < mostSimilar) group.messages.add(message)
    keep(similar, key, group)
    return group.messages.size >= mostSimilar
  }

  return {
    /** Undefined when it is to be dropped. */
    correlate(uid: string, { type, reason, message, fieldPath = '' }: EventNote): CorrelatedEvent | undefined {
      const kind = [uid, type, reason, fieldPath].join('\n')
      const isCombined = combine(kind, message)
      const key = isCombined ? kind : `${kind}\n${message}`
      const entry = seen.get(key) ?? { count: 0 }
      entry.count += 1
      keep(seen, key, entry)
      if (isTooMuch(uid)) return undefined
      return {
        message: isCombined ? `(combined from similar events): ${message}` : message,
        count: entry.count,
        known: entry.name,
        remember(name) {
          entry.name = name
          entry.count = 1
        },
      }
    },
  }
}

function keep<TValue>(map: Map<string, TValue>, key: string, value: TValue): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= mostKept) return
  for (const oldest of map.keys()) {
    map.delete(oldest)
    return
  }
}
