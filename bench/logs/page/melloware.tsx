import { LazyLog } from '@melloware/react-logviewer'
import { createRef } from 'react'
import { createRoot } from 'react-dom/client'
import type { Contender } from './Contender.ts'

export function melloware(): Contender {
  const log = createRef<LazyLog>()
  return {
    mount(root) {
      createRoot(root).render(<LazyLog ref={log} external follow />)
    },
    prepare: (texts) => () => log.current?.appendLines([...texts]),
  }
}
