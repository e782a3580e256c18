import { LazyLog } from '@melloware/react-logviewer'
import { createRef } from 'react'
import { createRoot } from 'react-dom/client'
import type { Contender } from './Contender.ts'
import { makeLine } from './makeLine.ts'

export function melloware(): Contender {
  const log = createRef<LazyLog>()
  const append = (from: number, to: number) =>
    log.current?.appendLines(Array.from({ length: to - from }, (_, index) => makeLine(from + index)))
  return {
    mount(root) {
      createRoot(root).render(<LazyLog ref={log} external follow />)
    },
    load: (count) => append(0, count),
    append,
  }
}
