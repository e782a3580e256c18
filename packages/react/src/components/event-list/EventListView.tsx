import type { KubernetesEvent } from '@catalyst/api'
import { forwardRef, useMemo, useState, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { Ago } from '../../internals/Ago.tsx'
import { CheckField } from '../../internals/CheckField.tsx'
import { classNames } from '../../internals/classNames.ts'
import { formatDuration } from '../../internals/formatDuration.ts'
import { WarningIcon } from '../../internals/icons.tsx'
import { useControlled } from '../../internals/useControlled.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { eventListMessages, type EventListMessages } from './eventListMessages.ts'
import { groupEvents, type EventGroup } from './groupEvents.ts'

export interface EventListViewProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** `undefined` while they load. */
  events: readonly KubernetesEvent[] | undefined
  /** Whether only warnings are shown. @default false */
  warningsOnly?: boolean | undefined
  /** Makes `warningsOnly` the host's. */
  onWarningsOnlyChange?: ((warningsOnly: boolean) => void) | undefined
  /** Groups that are shown at first. @default 12 */
  limit?: number | undefined
  messages?: Partial<EventListMessages> | undefined
}

/**
 * What Kubernetes had to say, grouped by object and reason, newest first. Needs no provider. Renders a `<div>`;
 * `data-state` is `loading`, `empty` or `data`; each `<li>` has `data-type` `Warning` or `Normal`.
 */
export const EventListView = withBoundary(
  forwardRef<HTMLDivElement, EventListViewProps>(function EventListView(
    { events, warningsOnly: given = false, onWarningsOnlyChange, limit = 12, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('eventList', eventListMessages, messages)
    const [warningsOnly, setWarningsOnly] = useControlled(given, onWarningsOnlyChange)
    const [isWhole, setIsWhole] = useState(false)
    const groups = useMemo(() => groupEvents(events ?? []), [events])
    const warnings = groups.filter(({ isWarning }) => isWarning)
    const wanted = warningsOnly ? warnings : groups
    const shown = isWhole ? wanted : wanted.slice(0, limit)
    const hidden = wanted.length - shown.length
    return (
      <div
        ref={ref}
        className={classNames('catalyst', 'catalyst-events', className)}
        data-state={events === undefined ? 'loading' : groups.length === 0 ? 'empty' : 'data'}
        aria-busy={events === undefined}
        {...elementProps}
      >
        {(warnings.length > 0 || warningsOnly) && groups.length > warnings.length && (
          <CheckField label={words.warningsOnly(warnings.length)} checked={warningsOnly} onChange={setWarningsOnly} />
        )}
        {events === undefined ? (
          <>
            <span className="catalyst-hidden">{words.loading}</span>
            <span className="catalyst-skeleton" />
          </>
        ) : wanted.length === 0 ? (
          <p className="catalyst-muted">{warningsOnly ? words.noWarning : words.empty}</p>
        ) : (
          <ul aria-label={words.list} className="catalyst-event-list">
            {shown.map((group) => (
              <EventItem key={group.key} group={group} words={words} />
            ))}
          </ul>
        )}
        {hidden > 0 && (
          <button type="button" className="catalyst-button" data-variant="plain" onClick={() => setIsWhole(true)}>
            {words.more(hidden)}
          </button>
        )}
      </div>
    )
  }),
)

function EventItem({ group, words }: { group: EventGroup; words: EventListMessages }): ReactNode {
  const { isWarning, reason, message, kind, name, count, firstAt, lastAt } = group
  const span = firstAt === undefined || lastAt === undefined ? 0 : Date.parse(lastAt) - Date.parse(firstAt)
  return (
    <li className="catalyst-event" data-type={isWarning ? 'Warning' : 'Normal'}>
      <p className="catalyst-event-head">
        {isWarning && (
          <span className="catalyst-event-sign">
            <WarningIcon />
            <span className="catalyst-hidden">{words.warning}</span>
          </span>
        )}
        <strong>{reason}</strong>
        <span className="catalyst-muted catalyst-event-object">
          {kind} {name}
        </span>
        <span className="catalyst-event-time catalyst-muted">
          {count > 1 && <span>{words.times(count, span > 0 ? formatDuration(span) : undefined)}</span>}
          {lastAt !== undefined && <Ago at={lastAt} words={words.ago} />}
        </span>
      </p>
      {message !== '' && <p className="catalyst-event-message">{message}</p>}
    </li>
  )
}
