import type { Environment, Project } from '@catalyst/api'
import { environmentLabels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import type { Sources, Template, Wanted, WantedSource } from './Wanted.ts'

const registry = 'registry.cluster.local:5000'

export interface WantedOptions {
  environment: Environment
  project: Project
  template: Template
  sources: Sources
  urlOf: (namespace: string) => string
}

/** What an environment is to become. */
export function wantedOf({ environment, project, template, sources: host, urlOf }: WantedOptions): Wanted {
  const { metadata, spec } = environment
  const team = project.metadata.namespace ?? ''
  const name = project.metadata.name
  const namespace = generateNamespace(team, name, metadata.name)
  const sources = template.type === 'prebuilt' ? [] : wantedSources({ environment, project, host })
  return {
    environment,
    project,
    team,
    template,
    mode: template.mode ?? (spec.type === 'development' ? 'development' : 'production'),
    namespace,
    labels: environmentLabels({ team, project: name, environment: metadata.name, branch: sources[0]?.branch }),
    sources,
    image: template.type === 'prebuilt' ? prebuiltImage(environment, template) : undefined,
    url: urlOf(namespace),
  }
}

interface SourceOptions extends Pick<WantedOptions, 'environment' | 'project'> {
  host: Sources
}

function wantedSources({ environment: { spec }, project, host }: SourceOptions): WantedSource[] {
  const asked = spec.sources ?? project.spec.sources.map(({ name, branch }) => ({ name, branch, commitSha: undefined }))
  const { devCommand } = project.spec.deploymentConfig ?? {}
  return asked.flatMap(({ name, branch, commitSha }) => {
    const source = project.spec.sources.find((one) => one.name === name)
    if (source === undefined) return []
    const wantedBranch = branch ?? source.branch ?? 'main'
    const found = host.resolve(source.repositoryUrl, { branch: wantedBranch, commitSha })
    const repository = project.spec.sources.length > 1 ? `${project.metadata.name}-${name}` : project.metadata.name
    const command = spec.devCommand ?? devCommand ?? found.detected?.command
    return {
      name,
      repositoryUrl: source.repositoryUrl,
      branch: wantedBranch,
      commitSha: found.commitSha,
      image: found.detected === undefined ? undefined : `${registry}/${repository}:${found.commitSha}`,
      detected: found.detected,
      command,
      port: found.port,
    }
  })
}

function prebuiltImage({ spec }: Environment, { image }: Template): string {
  const asked = spec.config?.image
  if (asked !== undefined && /[/:@]/.test(asked)) return asked
  const repository = image?.repository ?? ''
  if (image?.digest !== undefined && asked === undefined) return `${repository}@${image.digest}`
  return `${repository}:${asked ?? spec.sources?.[0]?.commitSha ?? image?.tag ?? 'latest'}`
}
