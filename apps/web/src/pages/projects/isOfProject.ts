import type { Environment, Project } from '@catalyst/api'
import { labels } from '@catalyst/api/labels'

/** Whether an environment names a project; without a namespace it means the project of its own team. */
export function isOfProject({ metadata, spec }: Environment, project: Project): boolean {
  const { name, namespace } = project.metadata
  return spec.projectRef.name === name && (spec.projectRef.namespace ?? metadata.labels?.[labels.team]) === namespace
}
