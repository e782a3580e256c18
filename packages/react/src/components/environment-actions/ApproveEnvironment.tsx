import { annotations } from '@catalyst/api/labels'
import type { Environment } from '@catalyst/api'
import type { ReactNode } from 'react'
import { useUpdateEnvironment } from '../../hooks/useUpdateEnvironment.ts'
import { WithCode } from '../../internals/WithCode.tsx'
import { ConfirmDialog } from '../confirm-dialog/ConfirmDialog.tsx'
import type { EnvironmentActionsMessages } from './environmentActionsMessages.ts'

export interface ApproveEnvironmentProps {
  environment: Environment
  cluster: string | undefined
  /** What waits, if anything does. */
  revision: string | undefined
  /** What the dialog asks for while it is open; another one that comes meanwhile is not approved with it. */
  asked: string | undefined
  onAsk: (revision: string | undefined) => void
  words: EnvironmentActionsMessages
}

/** Lets the revision of an environment be deployed that waits for it. Renders a `<button>` and the dialog that it opens. */
export function ApproveEnvironment(props: ApproveEnvironmentProps): ReactNode {
  const { environment, cluster, revision, asked, onAsk, words } = props
  const update = useUpdateEnvironment()
  // It shows as approved from the first moment; the question stays until the answer has come.
  const shown = asked ?? revision
  const { name, namespace = '' } = environment.metadata
  const close = () => {
    update.reset()
    onAsk(undefined)
  }
  return (
    <>
      {shown !== undefined && (
        <button
          type="button"
          className="catalyst-button"
          data-action="approve"
          data-variant="primary"
          onClick={() => onAsk(shown)}
        >
          {words.approve}
        </button>
      )}
      <ConfirmDialog
        open={asked !== undefined}
        tone="neutral"
        title={words.approveTitle(name)}
        confirmLabel={words.approve}
        messages={{ cancel: words.notYet, busy: words.approving }}
        isBusy={update.isPending}
        error={update.error}
        onCancel={close}
        onConfirm={() => {
          if (asked === undefined) return
          const patch = { metadata: { annotations: { [annotations.approvedRevision]: asked } } }
          update.mutate({ cluster, namespace, name, patch }, { onSuccess: close })
        }}
      >
        <p>
          <WithCode text={words.approveText((asked ?? '').slice(0, 12))} />
        </p>
      </ConfirmDialog>
    </>
  )
}
