import { useClusters } from '@catalyst/react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useStored } from '../../layout/useStored.ts'

/** Welcomes to the embedded cluster, which says what it is in its version. Lies over the page, so that nothing moves for it. */
export function DemoHint(): ReactNode {
  const clusters = useClusters().data?.items
  const [state, setState] = useStored('welcome', 'open')
  const isDemo = clusters?.length === 1 && clusters[0]?.version?.endsWith('+catalyst') === true
  if (!isDemo || state !== 'open') return null
  return (
    <aside className="app-hint" aria-label="Welcome">
      <p>
        <strong>This is a simulated cluster.</strong> Nothing here is real, and all of it is yours to try:{' '}
        <Link to="/?status=degraded">see what broke</Link>, open a shell, or make a new environment.
      </p>
      <button type="button" className="catalyst-button" onClick={() => setState('closed')}>
        Got it
      </button>
    </aside>
  )
}
