import type { ReactNode } from 'react'
import { LineText } from '../log-viewer/LineText.tsx'

/** Output of a command, line by line, in its colours. */
export function OutputLines({ output }: { output: string }): ReactNode {
  return output
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => (
      <span key={index}>
        <LineText text={line} />
        {'\n'}
      </span>
    ))
}
