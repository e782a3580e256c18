import type { ReactNode } from 'react'

/** A message in which what stands between backticks is code. Renders text and `<code>`. */
export function WithCode({ text }: { text: string }): ReactNode {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
}
