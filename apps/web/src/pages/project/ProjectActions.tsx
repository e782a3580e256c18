import type { Project } from '@catalyst/api'
import { ConfirmDialog, queryKeys, useCatalystClient } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { withCluster } from '../../routing/withCluster.ts'

export interface ProjectActionsProps {
  project: Project
  projectRef: ResourceRef
  /** How many environments it has. */
  environments: number
}

/** What can be done about a project. */
export function ProjectActions({ project, projectRef, environments }: ProjectActionsProps): ReactNode {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [isDeleting, setIsDeleting] = useState(false)
  const { cluster, name } = projectRef
  const remove = useMutation({
    mutationFn: () => client.projects.delete(projectRef),
    onSuccess: async () => {
      await navigate(withCluster('/projects', cluster))
      await queryClient.invalidateQueries({ queryKey: queryKeys.projectList({ cluster }) })
    },
  })
  return (
    <div className="app-actions">
      <button
        type="button"
        className="catalyst-button"
        data-variant="danger"
        disabled={project.metadata.deletionTimestamp !== undefined}
        onClick={() => setIsDeleting(true)}
      >
        Delete
      </button>
      <ConfirmDialog
        open={isDeleting}
        title={`Delete the project ${name}?`}
        confirmLabel="Delete"
        typeToConfirm={environments > 0 ? name : undefined}
        isBusy={remove.isPending}
        error={remove.error ?? undefined}
        onCancel={() => setIsDeleting(false)}
        onConfirm={() => remove.mutate()}
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
