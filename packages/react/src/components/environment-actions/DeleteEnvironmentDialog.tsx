import type { Environment } from '@catalyst/api'
import { forwardRef, useRef } from 'react'
import { useDeleteEnvironment } from '../../hooks/useDeleteEnvironment.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { WithCode } from '../../internals/WithCode.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ConfirmDialog, type ConfirmDialogProps } from '../confirm-dialog/ConfirmDialog.tsx'
import { environmentActionsMessages, type EnvironmentActionsMessages } from './environmentActionsMessages.ts'

export interface DeleteEnvironmentDialogProps extends Omit<
  ConfirmDialogProps,
  'title' | 'onConfirm' | 'onCancel' | 'children' | 'messages' | 'typeToConfirm' | 'isBusy' | 'error' | 'tone'
> {
  environment: Environment
  /** Default: `-`, the default cluster. */
  cluster?: string | undefined
  /** For one whose deletion hangs. @default false */
  force?: boolean | undefined
  /** Called when the dialog is to be closed. */
  onClose: () => void
  /** Called once the deletion has begun, after `onClose`; also where the dialog went before the answer, with what it deletes. */
  onDeleted?: ((environment: Environment) => void) | undefined
  messages?: Partial<EnvironmentActionsMessages> | undefined
}

/**
 * Asks before an environment is deleted, and deletes it. Its name has to be typed unless it is a development environment.
 * Needs a `CatalystProvider`. Renders the `<dialog>` of `ConfirmDialog`; keep it rendered, and set `open`.
 */
export const DeleteEnvironmentDialog = withBoundary(
  forwardRef<HTMLDialogElement, DeleteEnvironmentDialogProps>(function DeleteEnvironmentDialog(
    { environment, cluster, force = false, onClose, onDeleted, messages, ...dialogProps },
    ref,
  ) {
    const words = useMessages('environmentActions', environmentActionsMessages, messages)
    const remove = useDeleteEnvironment()
    // Which answer the dialog waits for: a late one must not close what was opened since.
    const asked = useRef<object | null>(null)
    const { name, namespace = '' } = environment.metadata
    const home = environment.status?.namespace
    return (
      <ConfirmDialog
        ref={ref}
        confirmLabel={force ? words.action.force : words.action.delete}
        {...dialogProps}
        title={force ? words.forceTitle(name) : words.deleteTitle(name)}
        messages={{ cancel: words.keep, busy: words.deleting }}
        typeToConfirm={force || environment.spec.type !== 'development' ? name : undefined}
        isBusy={remove.isPending}
        error={remove.error}
        onCancel={() => {
          asked.current = null
          remove.reset()
          onClose()
        }}
        onConfirm={() => {
          const mine = {}
          asked.current = mine
          // The promise, since the callbacks of `mutate` end with the component, which may go with what it deletes.
          remove.mutateAsync({ cluster, namespace, name, ...(force ? { force } : {}) }).then(
            (deleted) => {
              if (asked.current === mine) onClose()
              onDeleted?.(deleted)
            },
            // It is said in the dialog.
            () => undefined,
          )
        }}
      >
        <p>
          <WithCode text={force ? words.forceText(home) : words.deleteText(home)} />
        </p>
      </ConfirmDialog>
    )
  }),
)
