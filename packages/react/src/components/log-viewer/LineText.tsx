import { memo, type ReactNode } from 'react'
import { parseAnsi } from './ansi/parseAnsi.ts'
import { MarkedSpans } from './MarkedSpans.tsx'

export interface LineTextProps {
  text: string
}

/** A line's text in its colours. Renders `<span>`. */
export const LineText = memo(function LineText({ text }: LineTextProps): ReactNode {
  return <MarkedSpans spans={parseAnsi(text)} ranges={[]} />
})
