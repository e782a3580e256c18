import type { Project } from '@catalyst/api'
import type { ProjectPatch, ProjectWrite } from '@catalyst/sdk'
import { faultOf, type FieldFault, type FieldFaults, withoutRight } from '../../internals/form/fieldFaults.ts'
import {
  draftOfTemplate,
  faultsOfTemplate,
  keyPath,
  newTemplate,
  type TemplateDraft,
  templateOf,
} from '../template-form/templateDraft.ts'
import { diffPatch } from '../../internals/form/diffPatch.ts'

type Source = Project['spec']['sources'][number]

export interface SourceDraft {
  /** Tells sources apart while their names are typed. */
  id: number
  name: string
  repositoryUrl: string
  branch: string
  /** Name of the Secret with credentials. */
  secret: string
  /** The source as it was, for what no field is about. */
  base?: Source | undefined
}

/** A project as it is typed. */
export interface ProjectDraft {
  team: string
  name: string
  sources: readonly SourceDraft[]
  templates: readonly TemplateDraft[]
  cpu: string
  memory: string
  storage: string
  /** Whether each pull request gets an environment. */
  pullRequest: boolean
}

export const quotaFields = ['cpu', 'memory', 'storage'] as const

/** What the form begins with: a project as it is, or one with a source and a template to fill in. */
export function draftOf(
  project: Project | undefined,
  defaults: Partial<Pick<ProjectDraft, 'team' | 'name'>> = {},
): ProjectDraft {
  if (project === undefined) {
    const source = { id: 1, name: 'app', repositoryUrl: '', branch: '', secret: '' }
    const quota = { cpu: '', memory: '', storage: '' }
    const { team = '', name = '' } = defaults
    return { team, name, sources: [source], templates: [newTemplate(1, 'development')], ...quota, pullRequest: true }
  }
  const { metadata, spec } = project
  const { cpu = '', memory = '', storage = '' } = spec.resources ?? {}
  return {
    team: metadata.namespace ?? '',
    name: metadata.name,
    sources: spec.sources.map((base, index) => ({
      id: index + 1,
      name: base.name,
      repositoryUrl: base.repositoryUrl,
      branch: base.branch ?? '',
      secret: base.credentialsSecretRef?.name ?? '',
      base,
    })),
    templates: Object.entries(spec.templates).map(([key, template], index) =>
      draftOfTemplate(index + 1, key, template),
    ),
    cpu,
    memory,
    storage,
    pullRequest: spec.triggers?.pullRequest ?? true,
  }
}

/** The project that a draft asks for; what no field is about is as in `base`. */
export function projectOf(draft: ProjectDraft, base: Project | undefined): ProjectWrite {
  const quota = quotaFields.flatMap((name) => (draft[name].trim() === '' ? [] : [[name, draft[name].trim()] as const]))
  const { resources: _, triggers, ...others } = base?.spec ?? {}
  // Pull requests make environments where nothing is said.
  const saysTriggers = triggers !== undefined || !draft.pullRequest
  return {
    metadata: { name: draft.name.trim(), namespace: draft.team.trim() },
    spec: {
      ...others,
      sources: draft.sources.map(sourceOf),
      templates: Object.fromEntries(draft.templates.map((template) => [template.key.trim(), templateOf(template)])),
      ...(quota.length === 0 ? {} : { resources: Object.fromEntries(quota) }),
      ...(saysTriggers ? { triggers: { ...triggers, pullRequest: draft.pullRequest } } : {}),
    },
  }
}

function sourceOf({ name, repositoryUrl, branch, secret, base }: SourceDraft): Source {
  const { branch: _branch, credentialsSecretRef, ...others } = base ?? {}
  return {
    ...others,
    name: name.trim(),
    repositoryUrl: repositoryUrl.trim(),
    ...(branch.trim() === '' ? {} : { branch: branch.trim() }),
    ...(secret.trim() === '' ? {} : { credentialsSecretRef: { ...credentialsSecretRef, name: secret.trim() } }),
  }
}

/** What has to be sent so that a project becomes another; refused where it was changed since it was read. */
export function patchOf(base: Project, project: ProjectWrite): ProjectPatch {
  return {
    metadata: { resourceVersion: base.metadata.resourceVersion },
    spec: diffPatch(base.spec, project.spec),
  }
}

/** What is wrong with a draft, by the paths that the proxy would name. */
export function faultsOf(draft: ProjectDraft): FieldFaults {
  const faults: Record<string, FieldFault | undefined> = {
    'metadata.namespace': faultOf(draft.team.trim(), 'label', { required: true }),
    'metadata.name': faultOf(draft.name.trim(), 'label', { required: true }),
  }
  const sources = draft.sources.map(({ name }) => name.trim())
  for (const [index, source] of draft.sources.entries()) {
    const path = `spec.sources[${index}]`
    const isTwice = sources.indexOf(source.name.trim()) < index
    faults[`${path}.name`] = isTwice ? 'twice' : faultOf(source.name.trim(), 'label', { required: true })
    faults[`${path}.repositoryUrl`] = faultOf(source.repositoryUrl.trim(), 'repository', { required: true })
    faults[`${path}.branch`] = faultOf(source.branch.trim(), 'branch')
  }
  const keys = draft.templates.map(({ key }) => key.trim())
  for (const [index, template] of draft.templates.entries()) {
    Object.assign(faults, faultsOfTemplate(template, sources))
    if (keys.indexOf(template.key.trim()) < index) faults[keyPath(template)] ??= 'twice'
  }
  for (const name of quotaFields) faults[`spec.resources.${name}`] = faultOf(draft[name].trim(), 'quantity')
  return withoutRight(faults)
}
