import type { Phase } from '@catalyst/api/phases'
import type { ReactNode } from 'react'
import { Icon } from '../../internals/Icon.tsx'

/** A shape for each phase, so that colour is never the only difference: a pie that fills on the way to Ready, then signs. */
export function PhaseIcon({ phase }: { phase: Phase }): ReactNode {
  return <Icon strokeWidth={phase === 'Ready' ? 2 : 1.75}>{shapes[phase]}</Icon>
}

const ring = <circle cx="8" cy="8" r="6" />
const pie = (path: string) => (
  <>
    {ring}
    <path d={path} fill="currentColor" stroke="none" />
  </>
)

const shapes: Record<Phase, ReactNode> = {
  Pending: <circle cx="8" cy="8" r="6" strokeDasharray="2.4 2.3" />,
  Initializing: pie('M8 8V4a4 4 0 0 1 4 4Z'),
  Building: pie('M8 4a4 4 0 0 1 0 8Z'),
  Deploying: pie('M8 8V4a4 4 0 1 1-4 4Z'),
  Ready: <path d="m2.8 8.6 3.4 3.4 7-7.6" />,
  Degraded: <path d="M8 2.2 14.4 13.4H1.6ZM8 6.6v3M8 11.6v.01" />,
  Failed: <path d="M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3ZM6 6l4 4m0-4-4 4" />,
  Deleting: (
    <>
      {ring}
      <path d="M5.4 8h5.2" />
    </>
  ),
}
