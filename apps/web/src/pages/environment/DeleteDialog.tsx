import type { Environment } from '@catalyst/api'
import { ProblemView, useDeleteEnvironment } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { Dialog } from '../../layout/Dialog.tsx'

export interface DeleteDialogProps {
  environment: Environment
  environmentRef: ResourceRef
  onClose: () => void
}

/** Asks before an environment is deleted, and leads back to the list, which shows it go. */
export function DeleteDialog({ environment, environmentRef, onClose }: DeleteDialogProps): ReactNode {
  const navigate = useNavigate()
  const remove = useDeleteEnvironment()
  const { cluster, name } = environmentRef
  const home = environment.status?.namespace
  const back = cluster === undefined || cluster === '-' ? '/' : `/?cluster=${encodeURIComponent(cluster)}`
  return (
    <Dialog title={`Delete ${name}?`} onClose={onClose}>
      <p>
        {home === undefined ? 'The environment' : <code>{home}</code>} and everything that runs in it goes. This can not
        be undone.
      </p>
      {remove.isError && <ProblemView error={remove.error} />}
      <div className="app-form-actions">
        <button type="button" className="catalyst-button" autoFocus onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="catalyst-button"
          data-variant="danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate(environmentRef, { onSuccess: () => void navigate(back) })}
        >
          {remove.isPending ? 'Deleting…' : 'Delete'}
        </button>
      </div>
    </Dialog>
  )
}
