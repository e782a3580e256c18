import type { Environment, Project } from '@catalyst/api'
import { annotations } from '@catalyst/api/labels'
import { fingerprint } from '../objects/fingerprint.ts'
import type { Template } from '../strategies/Strategy.ts'

export type Approval =
  | { needed: false }
  /** `revision`: what an approval has to name. */
  | { needed: true; revision: string; given: boolean }

/**
 * Whether what an environment asks for may be deployed. Where the project wants it, somebody approves each revision of an
 * environment that is not of type "development", by naming it in an annotation: only whoever may `deploy` can write there,
 * which the admission policy sees to. A revision is all that decides what runs, the template included; asking for another try is no
 * new one.
 */
export function approvalOf(environment: Environment, project: Project, { template }: { template: Template }): Approval {
  const { retryRequest: _, restartRequest: __, ...asked } = environment.spec
  if (project.spec.approval?.required !== true || asked.type === 'development') return { needed: false }
  const revision = fingerprint({ asked, template })
  return {
    needed: true,
    revision,
    given: environment.metadata.annotations?.[annotations.approvedRevision] === revision,
  }
}
