import type { Environment, Project } from '@catalyst/api'
import { annotations } from '@catalyst/api/labels'
import { projectSourceOf } from '../deployment/sourceOf.ts'
import { fingerprint } from '../objects/fingerprint.ts'
import type { Template } from '../strategies/Strategy.ts'

export type Approval =
  | { needed: false }
  /** `revision`: what an approval has to name. */
  | { needed: true; revision: string; given: boolean }

/**
 * Whether what an environment asks for may be deployed. Where the project wants it, somebody approves each revision of an
 * environment that is not of type "development", by naming it in an annotation: only whoever may `deploy` can write there,
 * which the admission policy sees to. A revision is all that decides what runs, the template and its repository included; asking for
 * another try is no new one, and neither is a new commit on a branch that is named without one.
 */
export function approvalOf(environment: Environment, project: Project, { template }: { template: Template }): Approval {
  const { retryRequest: _, restartRequest: __, ...asked } = environment.spec
  if (project.spec.approval?.required !== true || asked.type === 'development') return { needed: false }
  // Whoever may change the project could else have other code run than what was approved.
  const revision = fingerprint({ asked, template, ...repositoryOf(project, template) })
  return {
    needed: true,
    revision,
    given: environment.metadata.annotations?.[annotations.approvedRevision] === revision,
  }
}

/** Where a Job finds what it deploys. */
function repositoryOf(project: Project, template: Template): object {
  if (template.type !== 'manifest' && template.type !== 'helm') return {}
  const { repositoryUrl, branch } = projectSourceOf(project, template) ?? {}
  return { repositoryUrl, branch }
}
