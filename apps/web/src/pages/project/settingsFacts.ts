import type { Project } from '@catalyst/api'

/** What a project sets for all of its environments, as terms. */
export function settingsFacts({ spec }: Project): (readonly [term: string, text: string])[] {
  const { resources = {}, triggers, approval, deploymentConfig, build, registryCredentials = [], jobs = [] } = spec
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Quota', quotaOf(resources)],
    ['Made for', madeFor(triggers)],
    ['Approval', approval?.required === true ? 'deployments wait for it' : undefined],
    ['Command', deploymentConfig?.devCommand],
    ['Folder', deploymentConfig?.workdir],
    ['Dockerfile', build?.dockerfile],
    ['Registry', build?.registry],
    ['Registry Secrets', registryCredentials.map(({ secretRef }) => secretRef.name).join(', ') || undefined],
    ['Jobs', jobs.map(({ name, phase }) => `${name} (${phase})`).join(', ') || undefined],
  ]
  return facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined)
}

function quotaOf({ cpu, memory, storage }: NonNullable<Project['spec']['resources']>): string {
  const parts = [cpu && `${cpu} CPU`, memory && `${memory} memory`, storage && `${storage} storage`].filter(Boolean)
  return parts.length === 0 ? 'none' : `${parts.join(', ')} for each environment`
}

function madeFor(triggers: Project['spec']['triggers']): string {
  const { pullRequest = true, branchPush = [] } = triggers ?? {}
  const made = [
    pullRequest ? 'pull requests' : undefined,
    branchPush.length > 0 ? `pushes to ${branchPush.join(', ')}` : undefined,
  ].filter((part) => part !== undefined)
  return made.length === 0 ? 'nothing by itself' : made.join(' and ')
}
