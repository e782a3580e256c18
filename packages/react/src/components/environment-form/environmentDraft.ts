import type { Environment, Project } from '@catalyst/api'
import { generateNamespace } from '@catalyst/api/names'
import type { EnvironmentWrite } from '@catalyst/sdk'
import {
  faultOf,
  type FieldFault,
  type FieldFaults,
  memberPath,
  withoutRight,
} from '../../internals/form/fieldFaults.ts'

/** What is typed into the form. */
export interface EnvironmentDraft {
  /** Namespace of the project. */
  team: string
  /** Name of the project. */
  project: string
  name: string
  /** Key of the template. */
  type: string
  /** A branch or a full commit for each source, by its name. */
  revisions: Readonly<Record<string, string>>
  /** An image or a tag in the place of the template's. */
  image: string
  variables: readonly VariableDraft[]
}

export interface VariableDraft {
  /** Tells rows apart while their names are typed. */
  id: number
  name: string
  value: string
}

const commitPattern = /^[0-9a-f]{40}$/

/** The project that is chosen. */
export function chosenProject(draft: EnvironmentDraft, projects: readonly Project[]): Project | undefined {
  return projects.find(({ metadata }) => metadata.name === draft.project && metadata.namespace === draft.team)
}

/** Takes what a project offers where nothing is chosen, or what it does not have is. */
export function withProject(draft: EnvironmentDraft, project: Project | undefined): EnvironmentDraft {
  const types = Object.keys(project?.spec.templates ?? {})
  const type = types.includes(draft.type) ? draft.type : (types[0] ?? '')
  const sources = project?.spec.sources ?? []
  const revisions = sources.map(({ name, branch }) => [name, draft.revisions[name] ?? branch ?? ''] as const)
  return { ...draft, type, revisions: Object.fromEntries(revisions) }
}

/** Whether the template that is chosen runs an image that is there already. */
export function isPrebuilt(draft: EnvironmentDraft, project: Project | undefined): boolean {
  return project?.spec.templates[draft.type]?.type === 'prebuilt'
}

/** The environment that a draft asks for. */
export function environmentOf(draft: EnvironmentDraft, project: Project | undefined): EnvironmentWrite {
  const sources = Object.entries(draft.revisions).flatMap(([name, text]) => {
    const revision = text.trim()
    if (revision === '') return []
    return [commitPattern.test(revision) ? { name, commitSha: revision } : { name, branch: revision }]
  })
  const image = isPrebuilt(draft, project) ? draft.image.trim() : ''
  const variables = draft.variables.filter(({ name }) => name.trim() !== '')
  const config = {
    ...(image === '' ? {} : { image }),
    ...(variables.length === 0
      ? {}
      : { envVars: Object.fromEntries(variables.map(({ name, value }) => [name.trim(), value])) }),
  }
  return {
    metadata: { name: draft.name.trim() },
    spec: {
      projectRef: { name: draft.project, namespace: draft.team },
      type: draft.type,
      ...(sources.length === 0 ? {} : { sources }),
      ...(Object.keys(config).length === 0 ? {} : { config }),
    },
  }
}

/** The same as one would apply it by hand: with its kind, and the namespace that the proxy derives by itself. */
export function manifestOf({ metadata, spec }: EnvironmentWrite): object {
  const { name, namespace } = spec.projectRef
  return {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1' satisfies Environment['apiVersion'],
    kind: 'Environment' satisfies Environment['kind'],
    metadata: { ...metadata, ...(namespace && name ? { namespace: generateNamespace(namespace, name) } : {}) },
    spec,
  }
}

/** What is wrong with a draft, by the paths that the proxy would name. */
export function faultsOf(draft: EnvironmentDraft, project: Project | undefined): FieldFaults {
  const names = draft.variables.map(({ name }) => name.trim())
  const needed = neededSource(draft, project)
  const faults: Record<string, FieldFault | undefined> = {
    'spec.projectRef.name': project === undefined ? 'required' : undefined,
    'spec.type': project !== undefined && draft.type === '' ? 'required' : undefined,
    'metadata.name': faultOf(draft.name.trim(), 'label', { required: true }),
    'spec.config.image': isPrebuilt(draft, project) ? faultOf(draft.image.trim(), 'image') : undefined,
  }
  for (const name of Object.keys(draft.revisions)) {
    faults[sourcePath(draft, name)] = faultOf(draft.revisions[name]?.trim() ?? '', 'branch', {
      required: name === needed,
    })
  }
  for (const { id, name, value } of draft.variables) {
    const trimmed = name.trim()
    const isTwice = trimmed !== '' && names.filter((one) => one === trimmed).length > 1
    const fault = isTwice ? 'twice' : faultOf(trimmed, 'variable', { required: value !== '' })
    faults[variablePath({ id, name, value })] = fault
  }
  return withoutRight(faults)
}

/** What is built has to be named: the source of the template, or the first one. */
function neededSource(draft: EnvironmentDraft, project: Project | undefined): string | undefined {
  if (project === undefined || isPrebuilt(draft, project)) return undefined
  return project.spec.templates[draft.type]?.sourceRef ?? project.spec.sources[0]?.name
}

/** The path of a source's revision; what is left out moves those behind it up. */
export function sourcePath(draft: EnvironmentDraft, name: string): string {
  const sent = Object.keys(draft.revisions).filter((one) => one === name || draft.revisions[one]?.trim() !== '')
  return `spec.sources[${sent.indexOf(name)}]`
}

/** The path of a variable; before it has a name it is told by its row. */
export function variablePath({ id, name }: VariableDraft): string {
  return memberPath('spec.config.envVars', name.trim() === '' ? `#${id}` : name.trim())
}
