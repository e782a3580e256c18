import type { Environment } from '@catalyst/api'
import { forwardRef } from 'react'
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
  /** Called once the deletion has begun, after `onClose`. */
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
          remove.reset()
          onClose()
        }}
        onConfirm={() =>
          remove.mutate(
            { cluster, namespace, name, ...(force ? { force } : {}) },
            {
              onSuccess: (deleted) => {
                onClose()
                onDeleted?.(deleted)
              },
            },
          )
        }
      >
        <p>
          <WithCode text={force ? words.forceText(home) : words.deleteText(home)} />
        </p>
      </ConfirmDialog>
    )
  }),
)
