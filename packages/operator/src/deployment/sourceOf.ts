import type { Environment, Project } from '@catalyst/api'
import type { DeploymentOrder } from './deploymentOrderSchema.ts'
import type { Fault, Template } from '../strategies/Strategy.ts'

export type ProjectSource = Project['spec']['sources'][number]

/** The entry of the project's sources that a template's `path` is in; `undefined` where what it needs is in the template itself. */
export function projectSourceOf({ spec }: Project, { files, sourceRef }: Template): ProjectSource | undefined {
  if (files !== undefined) return undefined
  return sourceRef === undefined ? spec.sources[0] : spec.sources.find(({ name }) => name === sourceRef)
}

/** Where a Job finds what it deploys, at the commit or branch that the environment asks for. */
export function sourceOf(
  { spec: { sources: asked = [] } }: Environment,
  project: Project,
  { template }: { template: Template },
): { source: NonNullable<DeploymentOrder['source']> } | { fault: Fault } {
  const source = projectSourceOf(project, template)
  const known = project.spec.sources.map(({ name }) => name)
  const listed = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`
  if (source === undefined) {
    const message = `The template is in the source ${template.sourceRef ?? ''}, which the Project ${project.metadata.name} does not have: ${listed}. Name one of them in sourceRef, or add it to spec.sources.`
    return { fault: { reason: 'SourceNotFound', message } }
  }
  const stranger = asked.find(({ name }) => !known.includes(name))
  if (stranger !== undefined) {
    const message = `spec.sources names ${stranger.name}, which is no source of the Project ${project.metadata.name}: ${listed}.`
    return { fault: { reason: 'SourceNotFound', message } }
  }
  const { name, repositoryUrl } = source
  if (!/^https?:/i.test(repositoryUrl)) {
    const message = `The repository of the source ${name} is reached by ssh, which is not supported. Give its https URL in the Project, and a token in a Secret.`
    return { fault: { reason: 'SshNotSupported', message } }
  }
  const { commitSha, branch = source.branch } = asked.find((entry) => entry.name === name) ?? {}
  return {
    source: {
      name,
      repositoryUrl,
      ...(commitSha !== undefined && { commitSha }),
      ...(branch !== undefined && { branch }),
    },
  }
}
