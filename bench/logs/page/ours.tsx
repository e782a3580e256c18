import { LogBuffer, LogView } from '@catalyst/react'
import '@catalyst/react/style.css'
import { createRoot } from 'react-dom/client'
import type { Contender } from './Contender.ts'

export function ours(): Contender {
  const buffer = new LogBuffer({ maxEntries: 2_000_000 })
  const start = Date.UTC(2026, 0)
  let count = 0
  return {
    mount(root) {
      createRoot(root).render(<LogView buffer={buffer} style={{ height: '100%' }} />)
    },
    prepare(texts) {
      const lines = texts.map((text, index) => ({
        time: new Date(start + count + index).toISOString(),
        pod: 'web-5d9c7b6f4-x2x7k',
        container: 'app',
        text,
      }))
      count += lines.length
      return () => buffer.append(lines)
    },
  }
}
