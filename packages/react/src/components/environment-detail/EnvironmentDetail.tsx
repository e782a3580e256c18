import type { Environment } from '@catalyst/api'
import { isNotFound } from '@catalyst/sdk'
import { forwardRef, useEffect, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { useEnvironment } from '../../hooks/useEnvironment.ts'
import { classNames } from '../../internals/classNames.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ConnectionStatus } from '../connection-status/ConnectionStatus.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { DetailBody } from './DetailBody.tsx'
import type { DetailSlots } from './DetailSlots.ts'
import type { DetailView } from './DetailView.ts'
import { environmentDetailMessages, type EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { MissingEnvironment } from './MissingEnvironment.tsx'

export interface EnvironmentDetailProps extends Omit<ComponentPropsWithoutRef<'article'>, 'children'>, DetailSlots {
  /** Default: `-`, the default cluster. */
  cluster?: string | undefined
  namespace: string
  name: string
  /** What of it is looked at. */
  view?: DetailView | undefined
  /** Makes `view` the host's. */
  onViewChange?: ((view: DetailView) => void) | undefined
  /** Address of a view in the app: tabs become links. */
  getViewHref?: ((view: DetailView) => string) | undefined
  /** Address of its project's page in the app. */
  getProjectHref?: ((environment: Environment) => string | undefined) | undefined
  /** Opens a container's log elsewhere. Default: in the tab that `renderLog` fills. */
  onOpenLog?: ((pod: string, container: string) => void) | undefined
  /** Opens a shell elsewhere. Default: in the tab that `renderTerminal` fills. */
  onOpenShell?: ((pod: string, container: string) => void) | undefined
  /** Called once its deletion has begun, unless this is gone by then. */
  onDeleted?: ((environment: Environment) => void) | undefined
  /** Forgets an environment that is gone: what the app itself keeps of it. There is no such button without it. */
  onCleanUp?: (() => void) | undefined
  /** Whether it was just asked for, so that it is no loss when it is not there yet. @default false */
  pending?: boolean | undefined
  /** Level of the heading with its name. @default 2 */
  headingLevel?: 1 | 2 | 3 | undefined
  /** More that can be done about it, beside the kit's own buttons. */
  actions?: ReactNode
  messages?: Partial<EnvironmentDetailMessages> | undefined
}

/**
 * One environment, live: how it is doing, what can be done about it, its conditions, events, usage and sources, its pods, its
 * configuration, and the log and terminal that the app brings. Needs a `CatalystProvider`. Renders an `<article>`.
 *
 * `data-state` is `loading`, `missing`, `failed` or `data`; `data-stale` is present while what is shown is out of date.
 */
export const EnvironmentDetail = withBoundary(
  forwardRef<HTMLElement, EnvironmentDetailProps>(function EnvironmentDetail(props, ref) {
    const { cluster, namespace, name, view, onViewChange, getViewHref, getProjectHref, ...afterPlace } = props
    const { onOpenLog, onOpenShell, renderLog, renderTerminal, onDeleted, onCleanUp, ...afterCalls } = afterPlace
    const { pending = false, headingLevel = 2, actions, messages, className, ...elementProps } = afterCalls
    const words = useMessages('environmentDetail', environmentDetailMessages, messages)
    const environmentRef = { cluster, namespace, name }
    const query = useEnvironment(environmentRef)
    const Heading = `h${headingLevel}` as const
    // Whoever went to another page while it was deleted is not to be led away from there.
    const isShown = useRef(false)
    useEffect(() => {
      isShown.current = true
      return () => {
        isShown.current = false
      }
    }, [])
    const retry = () => void query.refetch()
    const isMissing = isNotFound(query.error)
    const state = isMissing ? 'missing' : query.data !== undefined ? 'data' : query.isError ? 'failed' : 'loading'

    return (
      <article
        ref={ref}
        className={classNames('catalyst', 'catalyst-environment-detail', className)}
        aria-label={name}
        aria-busy={state === 'loading'}
        data-state={state}
        data-stale={query.stale ? '' : undefined}
        {...elementProps}
      >
        {state === 'data' && query.data !== undefined ? (
          <DetailBody
            {...{ cluster, view, onViewChange, getViewHref, getProjectHref, onOpenLog, onOpenShell }}
            {...{ renderLog, renderTerminal, headingLevel, actions, words }}
            onDeleted={(deleted) => isShown.current && onDeleted?.(deleted)}
            environment={query.data}
            connection={<ConnectionStatus of={query} />}
          />
        ) : (
          <>
            <Heading className="catalyst-detail-name">{name}</Heading>
            {state === 'missing' ? (
              <MissingEnvironment
                environmentRef={environmentRef}
                error={query.error}
                known={query.data}
                pending={pending}
                isRetrying={query.isFetching}
                onRetry={retry}
                onCleanUp={onCleanUp}
                words={words}
              />
            ) : state === 'failed' ? (
              <ProblemView error={query.error} onRetry={retry} />
            ) : (
              <LoadingDetail text={words.loading(name)} />
            )}
          </>
        )}
      </article>
    )
  }),
)

function LoadingDetail({ text }: { text: string }): ReactNode {
  return (
    <div className="catalyst-detail-loading">
      <span className="catalyst-hidden" role="status">
        {text}
      </span>
      <span className="catalyst-skeleton" />
      <span className="catalyst-skeleton" />
      <span className="catalyst-skeleton" />
      <span className="catalyst-skeleton" />
    </div>
  )
}
