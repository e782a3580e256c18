import type { Environment } from '@catalyst/api'
import { describeError } from '@catalyst/sdk'
import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react'
import { useRestartEnvironment } from '../../hooks/useRestartEnvironment.ts'
import { useRetryEnvironment } from '../../hooks/useRetryEnvironment.ts'
import { classNames } from '../../internals/classNames.ts'
import { useNow } from '../../internals/clock.ts'
import { RetryIcon } from '../../internals/icons.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { actionsOf, awaitedRevision, type EnvironmentAction } from './actionsOf.ts'
import { ApproveEnvironment } from './ApproveEnvironment.tsx'
import { DeleteEnvironmentDialog } from './DeleteEnvironmentDialog.tsx'
import { environmentActionsMessages, type EnvironmentActionsMessages } from './environmentActionsMessages.ts'
import { useEnvironmentRights } from './useEnvironmentRights.ts'

export interface EnvironmentActionsProps extends ComponentPropsWithoutRef<'div'> {
  environment: Environment
  /** Default: `-`, the default cluster. */
  cluster?: string | undefined
  /** Called once its deletion has begun; also where this went before the answer, with what it deletes. */
  onDeleted?: ((environment: Environment) => void) | undefined
  /** More that can be done, before the kit's own. */
  children?: ReactNode
  messages?: Partial<EnvironmentActionsMessages> | undefined
}

/**
 * What can be done about an environment as it is now and by whom is looking: approve, deploy again, restart, delete, and end a
 * deletion that hangs. What the caller may not do is not offered. Needs a `CatalystProvider`. Renders a `<div role="group">`.
 *
 * `data-asked` is `retry` or `restart` while such a request waits to be taken up.
 */
export const EnvironmentActions = withBoundary(
  forwardRef<HTMLDivElement, EnvironmentActionsProps>(function EnvironmentActions(
    { environment, cluster, onDeleted, children, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('environmentActions', environmentActionsMessages, messages)
    const retry = useRetryEnvironment()
    const restart = useRestartEnvironment()
    const [question, setQuestion] = useState<'delete' | 'force'>()
    const [approving, setApproving] = useState<string>()
    const isAsking = question !== undefined || approving !== undefined
    const { actions, asked } = actionsOf(environment, useNow(10_000))
    // It shows as being deleted from the first moment; what the focus has to find back to stays while the question is open.
    const offered = question === undefined || actions.includes(question) ? actions : [...actions, question]
    const group = useRef<HTMLDivElement>(null)
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => group.current)
    const wasAsked = useRef(false)
    useEffect(() => {
      // The button went with what it was for: whoever uses the keyboard goes on from here, not from the top of the page.
      if (wasAsked.current && !isAsking && document.activeElement === document.body) group.current?.focus()
      wasAsked.current = isAsking
    }, [isAsking])
    const rights = useEnvironmentRights(environment, cluster)
    const { name, namespace = '' } = environment.metadata
    const revision = environment.metadata.deletionTimestamp === undefined ? awaitedRevision(environment) : undefined
    const isBusy = retry.isPending || restart.isPending
    const error = retry.error ?? restart.error

    function act(action: EnvironmentAction) {
      if (action === 'delete' || action === 'force') return setQuestion(action)
      if (isBusy) return
      retry.reset()
      restart.reset()
      if (action === 'retry') retry.mutate({ cluster, namespace, name })
      else restart.mutate({ cluster, namespace, name })
    }

    return (
      <div
        ref={group}
        role="group"
        tabIndex={-1}
        aria-label={words.label(name)}
        className={classNames('catalyst', 'catalyst-environment-tools', className)}
        data-asked={asked}
        {...elementProps}
      >
        {children}
        {rights.approve === true && (
          <ApproveEnvironment
            environment={environment}
            cluster={cluster}
            revision={revision}
            asked={approving}
            onAsk={setApproving}
            words={words}
          />
        )}
        {offered
          .filter((action) => rights[action] !== false)
          .map((action) => (
            <button
              key={action}
              type="button"
              className="catalyst-button"
              data-action={action}
              data-variant={action === 'delete' || action === 'force' ? 'danger' : undefined}
              title={words.hint[action]}
              aria-disabled={rights[action] === undefined || (isBusy && action !== 'delete')}
              onClick={() => rights[action] === true && act(action)}
            >
              {action === 'retry' && <RetryIcon />}
              {words.action[action]}
            </button>
          ))}
        <p role="status" className="catalyst-environment-asked catalyst-muted">
          {asked !== undefined && words.asked[asked]}
        </p>
        {error !== null && (
          <p role="alert" className="catalyst-environment-refused">
            {describeError(error)}
          </p>
        )}
        <DeleteEnvironmentDialog
          open={question !== undefined}
          force={question === 'force'}
          environment={environment}
          cluster={cluster}
          messages={words}
          onClose={() => setQuestion(undefined)}
          onDeleted={onDeleted}
        />
      </div>
    )
  }),
)
