import type { Project } from '@catalyst/api'

export interface PlacedProject {
  cluster: string
  project: Project
}

/** The projects of which team and name have every word of a search, by team and name. */
export function matchingProjects(
  clusters: readonly { cluster: string; items: readonly Project[] | undefined }[],
  search: string,
): PlacedProject[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return clusters
    .flatMap(({ cluster, items = [] }) => items.map((project) => ({ cluster, project })))
    .filter(({ project }) => words.every((word) => nameOf(project).includes(word)))
    .sort((a, b) => nameOf(a.project).localeCompare(nameOf(b.project)) || a.cluster.localeCompare(b.cluster))
}

function nameOf({ metadata: { name, namespace = '' } }: Project): string {
  return `${namespace}/${name}`
}
