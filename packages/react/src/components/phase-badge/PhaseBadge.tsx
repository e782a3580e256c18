import type { Phase } from '@catalyst/api/phases'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { phaseBadgeMessages, type PhaseBadgeMessages } from './phaseBadgeMessages.ts'
import { PhaseIcon } from './PhaseIcon.tsx'

export interface PhaseBadgeProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  /** The phase to show; `phaseOf(environment)` of `@catalyst/api/phases` tells it. */
  phase: Phase
  messages?: Partial<PhaseBadgeMessages> | undefined
}

/**
 * A phase as a word, a shape and a colour. Renders a `<span>`.
 *
 * `data-phase` is the phase; `data-tone` is `neutral`, `progress`, `success`, `warning` or `danger`.
 */
export const PhaseBadge = withBoundary(
  forwardRef<HTMLSpanElement, PhaseBadgeProps>(function PhaseBadge(
    { phase, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('phaseBadge', phaseBadgeMessages, messages)
    return (
      <span
        ref={ref}
        className={classNames('catalyst', 'catalyst-badge', className)}
        data-phase={phase}
        data-tone={toneOfPhase[phase]}
        {...elementProps}
      >
        <PhaseIcon phase={phase} />
        {words[phase]}
      </span>
    )
  }),
  { inline: true },
)

const toneOfPhase: Record<Phase, 'neutral' | 'progress' | 'success' | 'warning' | 'danger'> = {
  Pending: 'neutral',
  Initializing: 'progress',
  Building: 'progress',
  Deploying: 'progress',
  Ready: 'success',
  Degraded: 'warning',
  Failed: 'danger',
  Deleting: 'neutral',
}
