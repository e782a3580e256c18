import type { ReactNode } from 'react'

/** Terms with what they stand for. */
export function FactList({ facts }: { facts: readonly (readonly [term: string, value: ReactNode])[] }): ReactNode {
  return (
    <dl className="app-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
