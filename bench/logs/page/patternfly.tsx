import { LogViewer } from '@patternfly/react-log-viewer'
import { createRoot, type Root } from 'react-dom/client'
import type { Contender } from './Contender.ts'
import { makeLine } from './makeLine.ts'

export function patternfly(): Contender {
  let root: Root | undefined
  let lines: string[] = []
  // A list that is new, or nothing would be drawn.
  const show = () =>
    root?.render(<LogViewer data={[...lines]} scrollToRow={lines.length} height={600} isTextWrapped={false} />)
  const append = (from: number, to: number) => {
    for (let number = from; number < to; number++) lines.push(makeLine(number))
    show()
  }
  return {
    mount(element) {
      root = createRoot(element)
      lines = []
      show()
    },
    load: (count) => append(0, count),
    append,
  }
}
