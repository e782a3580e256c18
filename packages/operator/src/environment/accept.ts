import type { Environment, Project } from '@catalyst/api'
import { labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import type { Fault, Template } from '../strategies/Strategy.ts'

/** What is known of an environment's surroundings. */
export interface Surroundings {
  /** Labels of the namespace that it is in. */
  namespaceLabels: Readonly<Record<string, string>> | undefined
  findProject: (reference: { namespace: string; name: string }) => Project | undefined
}

export type Acceptance =
  | { project: Project; template: Template }
  /** `waits`: what is missing may still come; else only a change of this environment mends it. */
  | { fault: Fault; waits: boolean }

/**
 * Whether an environment belongs to the project that it names. A project is found, not claimed: whoever may write in the
 * namespace of one project must not get at the templates, secrets and quota of another one.
 */
export function accept({ metadata, spec }: Environment, surroundings: Surroundings): Acceptance {
  const { name, namespace: named } = spec.projectRef
  const team = named ?? surroundings.namespaceLabels?.[labels.team]
  if (team === undefined) {
    const message = `Nothing says which team the project ${name} belongs to. Set spec.projectRef.namespace, or label the namespace ${metadata.namespace} with ${labels.team}.`
    return { fault: { reason: 'TeamUnknown', message }, waits: true }
  }
  const project = surroundings.findProject({ namespace: team, name })
  if (project === undefined) {
    const message = `There is no Project ${name} in the namespace ${team}. It is looked at again when there is one.`
    return { fault: { reason: 'ProjectNotFound', message }, waits: true }
  }
  const home = generateNamespace(team, name)
  if (metadata.namespace !== home) {
    const message = `An Environment of the Project ${team}/${name} has to be in the namespace ${home}, and this one is in ${metadata.namespace}. Create it there.`
    return { fault: { reason: 'WrongNamespace', message }, waits: false }
  }
  const owner = surroundings.namespaceLabels?.[labels.project]
  const ownerTeam = surroundings.namespaceLabels?.[labels.team]
  if ((owner !== undefined && owner !== name) || (ownerTeam !== undefined && ownerTeam !== team)) {
    const message = `The namespace ${home} belongs to the project ${ownerTeam ?? ''}/${owner ?? ''}, whose names lead to the same namespace. Rename one of the projects.`
    return { fault: { reason: 'NamespaceTaken', message }, waits: false }
  }
  const template = project.spec.templates[spec.type]
  if (template === undefined) {
    const known = Object.keys(project.spec.templates).sort().join(', ')
    const message = `The Project ${name} has no template for the type ${spec.type}${known === '' ? '' : `; it has ${known}`}. Add one to spec.templates.`
    return { fault: { reason: 'TemplateNotFound', message }, waits: true }
  }
  return { project, template }
}
