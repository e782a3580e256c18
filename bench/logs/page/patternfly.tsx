import '@patternfly/react-core/dist/styles/base.css'
import { LogViewer } from '@patternfly/react-log-viewer'
import { createRoot, type Root } from 'react-dom/client'
import type { Contender } from './Contender.ts'

export function patternfly(): Contender {
  let root: Root | undefined
  let lines: readonly string[] = []
  const show = () =>
    root?.render(<LogViewer data={[...lines]} scrollToRow={lines.length} height={600} isTextWrapped={false} />)
  return {
    mount(element) {
      root = createRoot(element)
      show()
    },
    prepare: (texts) => () => {
      // A list that is new, or nothing would be drawn.
      lines = [...lines, ...texts]
      show()
    },
  }
}
