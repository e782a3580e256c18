import type { Project } from '@catalyst/api'
import { ConfirmDialog, useAccessReview, useDeleteProject } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import { useState, type ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { projectPath } from '../../routing/projectPath.ts'
import { withCluster } from '../../routing/withCluster.ts'
import { newEnvironmentPath } from '../create/newEnvironmentPath.ts'

export interface ProjectActionsProps {
  project: Project
  projectRef: ResourceRef
  /** How many environments it has. */
  environments: number
}

/** What can be done about a project, by those who may. */
export function ProjectActions({ project, projectRef, environments }: ProjectActionsProps): ReactNode {
  const navigate = useNavigate()
  const remove = useDeleteProject()
  const [isDeleting, setIsDeleting] = useState(false)
  const { cluster, namespace, name } = projectRef
  const about = { group: 'catalyst.catalyst.dev', resource: 'projects', namespace, name }
  const reviews = { update: { ...about, verb: 'update' }, delete: { ...about, verb: 'delete' } }
  const rights = useAccessReview(Object.values(reviews), { cluster })
  const isGoing = project.metadata.deletionTimestamp !== undefined
  // Where rights can't be asked, the server will say why not.
  const may = (review: (typeof reviews)['update']) => rights.error !== null || rights.allowed(review) === true
  return (
    <div className="app-actions">
      {isGoing && <span className="catalyst-muted">It is being deleted.</span>}
      {may(reviews.delete) && (
        <button
          type="button"
          className="catalyst-button"
          data-variant="danger"
          disabled={isGoing}
          onClick={() => setIsDeleting(true)}
        >
          Delete
        </button>
      )}
      {may(reviews.update) && (
        <Link className="catalyst-button" to={`${projectPath(projectRef)}/edit`}>
          Edit
        </Link>
      )}
      <Link className="catalyst-button" data-variant="primary" to={newEnvironmentPath(projectRef)}>
        New environment
      </Link>
      <ConfirmDialog
        open={isDeleting}
        title={`Delete the project ${name}?`}
        confirmLabel="Delete"
        typeToConfirm={environments > 0 ? name : undefined}
        isBusy={remove.isPending}
        error={remove.error ?? undefined}
        onCancel={() => {
          remove.reset()
          setIsDeleting(false)
        }}
        onConfirm={() =>
          remove.mutate(projectRef, { onSuccess: () => void navigate(withCluster('/projects', cluster)) })
        }
      >
        {consequence(environments)}
      </ConfirmDialog>
    </div>
  )
}

function consequence(environments: number): string {
  if (environments === 0)
    return 'It has no environments. Its templates go, and pull requests make no environments any more.'
  const which = environments === 1 ? 'Its environment is' : `Its ${environments} environments are`
  return `${which} not deleted with it, and can not be deployed again without it. Delete them first if they are to go.`
}
