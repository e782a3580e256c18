import { LogBuffer, LogView } from '@catalyst/react'
import '@catalyst/react/style.css'
import { createRoot } from 'react-dom/client'
import type { Contender } from './Contender.ts'
import { makeLine } from './makeLine.ts'

/** Lines of a batch, as they come from a stream. */
const batch = 5000

export function ours(): Contender {
  const buffer = new LogBuffer({ maxEntries: 2_000_000 })
  const append = (from: number, to: number) => {
    const start = Date.UTC(2026, 0)
    buffer.append(
      Array.from({ length: to - from }, (_, index) => ({
        time: new Date(start + from + index).toISOString(),
        pod: 'web-5d9c7b6f4-x2x7k',
        container: 'app',
        text: makeLine(from + index),
      })),
    )
  }
  return {
    mount(root) {
      createRoot(root).render(<LogView buffer={buffer} style={{ height: '100%' }} />)
    },
    append,
    async load(count) {
      for (let from = 0; from < count; from += batch) {
        append(from, Math.min(count, from + batch))
        await new Promise((resolve) => setTimeout(resolve, 0))
      }
    },
  }
}
