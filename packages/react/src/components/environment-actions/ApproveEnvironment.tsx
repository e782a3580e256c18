import { annotations } from '@catalyst/api/labels'
import type { Environment } from '@catalyst/api'
import { useState, type ReactNode } from 'react'
import { useUpdateEnvironment } from '../../hooks/useUpdateEnvironment.ts'
import { WithCode } from '../../internals/WithCode.tsx'
import { ConfirmDialog } from '../confirm-dialog/ConfirmDialog.tsx'
import type { EnvironmentActionsMessages } from './environmentActionsMessages.ts'

export interface ApproveEnvironmentProps {
  environment: Environment
  cluster: string | undefined
  /** What waits; another one that came meanwhile is not approved with it. */
  revision: string
  words: EnvironmentActionsMessages
}

/** Lets the revision of an environment be deployed that waits for it. Renders a `<button>` and the dialog that it opens. */
export function ApproveEnvironment({ environment, cluster, revision, words }: ApproveEnvironmentProps): ReactNode {
  const update = useUpdateEnvironment()
  const [asked, setAsked] = useState<string>()
  const { name, namespace = '' } = environment.metadata
  const close = () => {
    update.reset()
    setAsked(undefined)
  }
  return (
    <>
      <button
        type="button"
        className="catalyst-button"
        data-action="approve"
        data-variant="primary"
        onClick={() => setAsked(revision)}
      >
        {words.approve}
      </button>
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
          const patch = { metadata: { annotations: { [annotations.approvedRevision]: asked ?? revision } } }
          update.mutate({ cluster, namespace, name, patch }, { onSuccess: close })
        }}
      >
        <p>
          <WithCode text={words.approveText((asked ?? revision).slice(0, 12))} />
        </p>
      </ConfirmDialog>
    </>
  )
}
