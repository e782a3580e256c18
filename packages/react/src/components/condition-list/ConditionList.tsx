import type { Condition } from '@catalyst/api'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { Ago } from '../../internals/Ago.tsx'
import { classNames } from '../../internals/classNames.ts'
import { Icon } from '../../internals/Icon.tsx'
import { CheckIcon, ErrorIcon } from '../../internals/icons.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { conditionListMessages, type ConditionListMessages } from './conditionListMessages.ts'

export interface ConditionListProps extends Omit<ComponentPropsWithoutRef<'ul'>, 'children'> {
  conditions: readonly Condition[]
  messages?: Partial<ConditionListMessages> | undefined
}

/**
 * The conditions of a resource: whether each holds, why, and since when. Needs no provider.
 * Renders a `<ul>`; each `<li>` has `data-status` `True`, `False` or `Unknown`, and `data-tone` `good`, `bad` or `unknown`.
 */
export const ConditionList = withBoundary(
  forwardRef<HTMLUListElement, ConditionListProps>(function ConditionList(
    { conditions, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('conditionList', conditionListMessages, messages)
    return (
      <ul
        ref={ref}
        className={classNames('catalyst', 'catalyst-conditions', className)}
        aria-label={words.list}
        {...elementProps}
      >
        {conditions.length === 0 && <li className="catalyst-muted">{words.empty}</li>}
        {conditions.map(({ type, status, reason, message, lastTransitionTime }) => (
          <li
            key={type}
            className="catalyst-condition"
            data-status={status}
            data-tone={toneOf({ type, status, reason })}
          >
            <span className="catalyst-condition-sign" title={words.status[status]}>
              {signs[toneOf({ type, status, reason })]}
              <span className="catalyst-hidden">{words.status[status]}</span>
            </span>
            <div className="catalyst-condition-body">
              <p className="catalyst-condition-head">
                <span className="catalyst-condition-type">{spaced(type)}</span>
                {reason !== '' && <span className="catalyst-muted">{spaced(reason)}</span>}
                <Ago at={lastTransitionTime} words={words.ago} />
              </p>
              {message !== '' && <p className="catalyst-condition-message">{message}</p>}
            </div>
          </li>
        ))}
      </ul>
    )
  }),
)

type Tone = 'good' | 'bad' | 'unknown'

const signs: Record<Tone, ReactNode> = {
  good: <CheckIcon />,
  bad: <ErrorIcon />,
  unknown: (
    <Icon>
      <circle cx="8" cy="8" r="6" strokeDasharray="2.4 2.3" />
    </Icon>
  ),
}

/**
 * Conditions that are bad news when they hold, by the names that Kubernetes gives to such.
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties
 */
const badWhenTrue = /^(?:Degraded|Stalled|Suspended)$|(?:Failed|Failure|Error|Exceeded|Pressure|Unavailable|Taken)$/

/** Conditions that are no news while they hold: something goes on. */
const underWay = /^(?:Terminating|Retrying|Progressing)$/

/** Reasons by which something does not hold yet, and nothing is wrong. */
const notYet = /^(?:ApprovalNeeded|Deploying|Progressing|Superseding|Uninstalling|Deleting|Terminating)$/

function toneOf({ type, status, reason }: Pick<Condition, 'type' | 'status' | 'reason'>): Tone {
  if (status === 'Unknown' || (status === 'True' ? underWay.test(type) : notYet.test(reason))) return 'unknown'
  return (status === 'True') === badWhenTrue.test(type) ? 'bad' : 'good'
}

/** `BuildSucceeded` as `Build succeeded`, the way it is read aloud. */
function spaced(word: string): string {
  const text = word.replace(/([a-z0-9])([A-Z])(?=[a-z])/g, '$1 $2')
  return text.slice(0, 1) + text.slice(1).replace(/ [A-Z](?=[a-z])/g, (part) => part.toLowerCase())
}
