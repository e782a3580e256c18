import type { Environment } from '@catalyst/api'
import { phaseOf } from '@catalyst/api/phases'
import { useRestartEnvironment, useRetryEnvironment } from '@catalyst/react'
import { describeError, type ResourceRef } from '@catalyst/sdk'
import { useState, type ReactNode } from 'react'
import { DeleteDialog } from './DeleteDialog.tsx'

export interface EnvironmentActionsProps {
  environment: Environment
  environmentRef: ResourceRef
}

/** What can be done about an environment as it is now. */
export function EnvironmentActions({ environment, environmentRef }: EnvironmentActionsProps): ReactNode {
  const retry = useRetryEnvironment()
  const restart = useRestartEnvironment()
  const [isDeleting, setIsDeleting] = useState(false)
  const phase = phaseOf(environment)
  const error = retry.error ?? restart.error
  return (
    <div className="app-actions">
      {error !== null && (
        <span className="app-action-error" role="alert">
          {describeError(error)}
        </span>
      )}
      {phase === 'Degraded' && (
        <button
          type="button"
          className="catalyst-button"
          disabled={restart.isPending}
          title="Starts the command again, with what was built"
          onClick={() => restart.mutate(environmentRef)}
        >
          Restart
        </button>
      )}
      {(phase === 'Failed' || phase === 'Degraded') && (
        <button
          type="button"
          className="catalyst-button"
          disabled={retry.isPending}
          title="Builds and deploys it anew"
          onClick={() => retry.mutate(environmentRef)}
        >
          Deploy again
        </button>
      )}
      <button
        type="button"
        className="catalyst-button"
        data-variant="danger"
        disabled={phase === 'Deleting'}
        onClick={() => setIsDeleting(true)}
      >
        Delete
      </button>
      {isDeleting && (
        <DeleteDialog environment={environment} environmentRef={environmentRef} onClose={() => setIsDeleting(false)} />
      )}
    </div>
  )
}
