import type { Pod } from '@catalyst/api'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { useNow } from '../../internals/clock.ts'
import { formatDuration } from '../../internals/formatDuration.ts'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ContainerItem } from './ContainerItem.tsx'
import { containersOf } from './containersOf.ts'
import { podListMessages, type PodListMessages } from './podListMessages.ts'
import { podSummary } from './podSummary.ts'

export interface PodListViewProps extends Omit<ComponentPropsWithoutRef<'ul'>, 'children'> {
  /** `undefined` while they load. */
  pods: readonly Pod[] | undefined
  /** Opens a container's log; the buttons are absent without it. */
  onOpenLog?: ((pod: string, container: string) => void) | undefined
  /** Opens a shell in a running container; the buttons are absent without it. */
  onOpenShell?: ((pod: string, container: string) => void) | undefined
  messages?: Partial<PodListMessages> | undefined
}

/**
 * Pods with all their containers (init, sidecar and debug ones too), their states, reasons and restarts. Needs no provider.
 * Renders a `<ul>`; `data-state` is `loading`, `empty` or `data`.
 */
export const PodListView = forwardRef<HTMLUListElement, PodListViewProps>(function PodListView(
  { pods, onOpenLog, onOpenShell, messages, className, ...elementProps },
  ref,
) {
  const words = useMessages('podList', podListMessages, messages)
  const state = pods === undefined ? 'loading' : pods.length === 0 ? 'empty' : 'data'
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
      {state === 'empty' && <li className="catalyst-muted">{words.empty}</li>}
      {pods?.map((pod) => (
        <PodItem
          key={pod.metadata.uid ?? pod.metadata.name}
          pod={pod}
          words={words}
          onOpenLog={onOpenLog}
          onOpenShell={onOpenShell}
        />
      ))}
    </ul>
  )
})

interface PodItemProps extends Pick<PodListViewProps, 'onOpenLog' | 'onOpenShell'> {
  pod: Pod
  words: PodListMessages
}

function PodItem({ pod, words, onOpenLog, onOpenShell }: PodItemProps): ReactNode {
  const now = useNow(30_000)
  const { name, creationTimestamp } = pod.metadata
  const { word, tone, ready, total, restarts } = podSummary(pod)
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
          {creationTimestamp !== undefined && (
            <time dateTime={creationTimestamp} title={creationTimestamp}>
              {words.age(formatDuration(now - Date.parse(creationTimestamp)))}
            </time>
          )}
        </span>
      </div>
      {pod.status?.message !== undefined && <p className="catalyst-pod-message">{pod.status.message}</p>}
      <ul className="catalyst-containers" aria-label={words.containers(name)}>
        {containersOf(pod).map((container) => (
          <ContainerItem
            key={`${container.kind}/${container.name}`}
            pod={name}
            container={container}
            onOpenLog={onOpenLog}
            onOpenShell={onOpenShell}
            words={words}
          />
        ))}
      </ul>
    </li>
  )
}
