import type { EnvironmentTemplate, Project } from '@catalyst/api'
import type { ProjectPatch } from '@catalyst/sdk'
import { diffPatch } from '../../internals/form/diffPatch.ts'

export interface ChangedTemplate {
  /** The type of environments that it is for. */
  key: string
  template: EnvironmentTemplate
}

type TemplatesPatch = NonNullable<NonNullable<ProjectPatch['spec']>['templates']>

/** What has to be sent so that a project has a template, in the place of the one under `before`; refused where the project was changed since. */
export function templatePatch(
  project: Project,
  { key, template }: ChangedTemplate,
  before: string | undefined,
): ProjectPatch {
  const { templates } = project.spec
  const { [before ?? '']: _, ...others } = templates
  return {
    metadata: { resourceVersion: project.metadata.resourceVersion },
    spec: { templates: diffPatch(templates, { ...others, [key]: template }) as TemplatesPatch },
  }
}
