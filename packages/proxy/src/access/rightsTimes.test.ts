import { expect, test } from 'vitest'
import { rightsTimes } from './rightsTimes.ts'

test.each([undefined, 1000, 8000, 600_000])(
  'an answer that was kept and the next question fit into %s ms',
  (interval) => {
    const { keepMs, recheckMs } = rightsTimes({ rightsIntervalMs: interval })
    expect(keepMs + recheckMs).toBe(interval ?? 60_000)
    expect(recheckMs).toBeGreaterThanOrEqual(keepMs)
  },
)
