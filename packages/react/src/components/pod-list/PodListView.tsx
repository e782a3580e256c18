import type { KubernetesEvent, Pod } from '@catalyst/api'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { Ago } from '../../internals/Ago.tsx'
import { classNames } from '../../internals/classNames.ts'
import { useNow } from '../../internals/clock.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ContainerItem } from './ContainerItem.tsx'
import { containersOf } from './containersOf.ts'
import { podListMessages, type PodListMessages } from './podListMessages.ts'
import { podSummary } from './podSummary.ts'
import { creationTrouble, podTroubles } from './podTroubles.ts'
import { TroubleNote } from './TroubleNote.tsx'

export interface PodListViewProps extends Omit<ComponentPropsWithoutRef<'ul'>, 'children'> {
  /** `undefined` while they load. */
  pods: readonly Pod[] | undefined
  /** Events of their namespace: with them more can be said about why a pod does not run. @default [] */
  events?: readonly KubernetesEvent[] | undefined
  /** Opens a container's log; the buttons are absent without it. */
  onOpenLog?: ((pod: string, container: string) => void) | undefined
  /** Opens a shell in a running container; the buttons are absent without it. */
  onOpenShell?: ((pod: string, container: string) => void) | undefined
  messages?: Partial<PodListMessages> | undefined
}

/**
 * Pods with all their containers (init, sidecar and debug ones too), their states, reasons and restarts, and in plain words why one
 * does not run and what to do about it. Needs no provider. Renders a `<ul>`; `data-state` is `loading`, `empty` or `data`.
 */
export const PodListView = withBoundary(
  forwardRef<HTMLUListElement, PodListViewProps>(function PodListView(
    { pods, events, onOpenLog, onOpenShell, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('podList', podListMessages, messages)
    const state = pods === undefined ? 'loading' : pods.length === 0 ? 'empty' : 'data'
    const missing = state === 'empty' ? creationTrouble(events) : undefined
    return (
      <ul
        ref={ref}
        className={classNames('catalyst', 'catalyst-pods', className)}
        aria-label={words.list}
        aria-busy={state === 'loading'}
        data-state={state}
        {...elementProps}
      >
        {state === 'loading' && (
          <li className="catalyst-pod">
            <span className="catalyst-hidden">{words.loading}</span>
            <span className="catalyst-skeleton" />
          </li>
        )}
        {state === 'empty' && (
          <li className="catalyst-muted">
            {words.empty}
            {missing !== undefined && <TroubleNote trouble={missing} words={words} />}
          </li>
        )}
        {pods?.map((pod) => (
          <PodItem key={pod.metadata.uid ?? pod.metadata.name} {...{ pod, events, words, onOpenLog, onOpenShell }} />
        ))}
      </ul>
    )
  }),
)

interface PodItemProps extends Pick<PodListViewProps, 'events' | 'onOpenLog' | 'onOpenShell'> {
  pod: Pod
  words: PodListMessages
}

function PodItem({ pod, events, words, onOpenLog, onOpenShell }: PodItemProps): ReactNode {
  const now = useNow(30_000)
  const { name, creationTimestamp } = pod.metadata
  const { word, tone, ready, total, restarts } = podSummary(pod)
  const troubles = podTroubles(pod, { events, now })
  const own = troubles.find(({ container }) => container === undefined)
  const message = pod.status?.message
  return (
    <li className="catalyst-pod" data-tone={tone}>
      <div className="catalyst-pod-head">
        <span className="catalyst-pod-name catalyst-mono">{name}</span>
        <span className="catalyst-badge catalyst-pod-word" data-tone={tone}>
          {word}
        </span>
        <span className="catalyst-pod-facts">
          <span>{words.ready(ready, total)}</span>
          {restarts > 0 && <span>{words.restarts(restarts)}</span>}
          {creationTimestamp !== undefined && <Ago at={creationTimestamp} words={words.age} className="" />}
        </span>
      </div>
      {own !== undefined && <TroubleNote trouble={own} words={words} />}
      {own === undefined && message !== undefined && <p className="catalyst-pod-message">{message}</p>}
      <ul className="catalyst-containers" aria-label={words.containers(name)}>
        {containersOf(pod).map((container) => (
          <ContainerItem
            key={`${container.kind}/${container.name}`}
            pod={name}
            trouble={troubles.find((trouble) => trouble.container === container.name)}
            {...{ container, onOpenLog, onOpenShell, words }}
          />
        ))}
      </ul>
    </li>
  )
}
