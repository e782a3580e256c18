import type { Environment } from '@catalyst/api'
import { phaseOf } from '@catalyst/api/phases'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { Ago } from '../../internals/Ago.tsx'
import { classNames } from '../../internals/classNames.ts'
import { ExternalLink } from '../../internals/ExternalLink.tsx'
import { Icon } from '../../internals/Icon.tsx'
import { CheckIcon, ErrorIcon } from '../../internals/icons.tsx'
import { safeUrl } from '../../internals/safeUrl.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { phaseBadgeMessages } from '../phase-badge/phaseBadgeMessages.ts'
import { PhaseBadge } from '../phase-badge/PhaseBadge.tsx'
import { environmentStatusMessages, type EnvironmentStatusMessages } from './environmentStatusMessages.ts'
import { stepsOf, type Step } from './stepsOf.ts'

export interface EnvironmentStatusProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  environment: Environment
  messages?: Partial<EnvironmentStatusMessages> | undefined
}

/**
 * How an environment is doing: its phase, the way to Ready, the message of the operator, its address. Needs no provider.
 * Renders a `<div>`; `data-phase` is the phase, each step has `data-state` `done`, `current`, `failed` or `ahead`.
 */
export const EnvironmentStatus = withBoundary(
  forwardRef<HTMLDivElement, EnvironmentStatusProps>(function EnvironmentStatus(
    { environment, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('environmentStatus', environmentStatusMessages, messages)
    const phase = phaseOf(environment)
    const { status } = environment
    const url = safeUrl(status?.url)
    return (
      <div
        ref={ref}
        className={classNames('catalyst', 'catalyst-environment-status', className)}
        data-phase={phase}
        {...elementProps}
      >
        <div className="catalyst-environment-status-head">
          <PhaseBadge phase={phase} />
          <Since environment={environment} words={words} />
          {status?.attempts !== undefined && status.attempts > 1 && (
            <span className="catalyst-muted">{words.attempts(status.attempts)}</span>
          )}
          {url !== undefined && (
            <ExternalLink className="catalyst-environment-url" href={url.href} title={words.open}>
              {url.host}
            </ExternalLink>
          )}
        </div>
        {phase !== 'Deleting' && <Steps environment={environment} words={words} />}
        {/* Always there, so that what is below stays where it is when the operator begins or ends to say something. */}
        <p className="catalyst-environment-message">{status?.message || words.phase[phase]}</p>
      </div>
    )
  }),
)

interface PartProps {
  environment: Environment
  words: EnvironmentStatusMessages
}

function Steps({ environment, words }: PartProps): ReactNode {
  const phaseWords = useMessages('phaseBadge', phaseBadgeMessages)
  return (
    <ol className="catalyst-steps" aria-label={words.steps}>
      {stepsOf(environment).map(({ phase, state }) => (
        <li key={phase} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          {signs[state]}
          <span className="catalyst-step-word">{phaseWords[phase]}</span>
          <span className="catalyst-hidden">: {words.step[state]}</span>
        </li>
      ))}
    </ol>
  )
}

/** Shapes, so that the colour of a bar is never all that tells how a step went. */
const signs: Record<Step['state'], ReactNode> = {
  done: <CheckIcon />,
  current: (
    <Icon>
      <circle cx="8" cy="8" r="5.5" />
      <circle cx="8" cy="8" r="2" fill="currentColor" />
    </Icon>
  ),
  failed: <ErrorIcon />,
  ahead: (
    <Icon>
      <circle cx="8" cy="8" r="5.5" strokeDasharray="2.2 2.1" />
    </Icon>
  ),
}

function Since({ environment, words }: PartProps): ReactNode {
  const { metadata, status } = environment
  const changes = status?.conditions?.map(({ lastTransitionTime }) => lastTransitionTime) ?? []
  const at = metadata.deletionTimestamp ?? [...changes].sort().at(-1) ?? metadata.creationTimestamp
  if (at === undefined) return null
  return <Ago at={at} words={words.since} />
}
