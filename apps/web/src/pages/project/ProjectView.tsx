import type { Project } from '@catalyst/api'
import { ConditionList, EnvironmentList, useEnvironments } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { FactList } from '../../layout/FactList.tsx'
import { useEnvironmentLinks } from '../../routing/useEnvironmentLinks.ts'
import { AccessCard } from './AccessCard.tsx'
import { ProjectActions } from './ProjectActions.tsx'
import { settingsFacts } from './settingsFacts.ts'
import { SourcesCard } from './SourcesCard.tsx'
import { TemplateCard } from './TemplateCard.tsx'

export interface ProjectViewProps {
  project: Project
  projectRef: ResourceRef
}

/** What is known of a project. */
export function ProjectView({ project, projectRef }: ProjectViewProps): ReactNode {
  const { cluster = '-', namespace: team, name } = projectRef
  const links = useEnvironmentLinks(cluster)
  const environments = useEnvironments({ cluster, team, project: name }).data?.items ?? []
  const templates = Object.entries(project.spec.templates)
  return (
    <>
      <div className="app-page-head">
        <h1 className="app-title">{name}</h1>
        <ProjectActions project={project} projectRef={projectRef} environments={environments.length} />
      </div>
      <section className="app-stack" aria-labelledby="templates">
        <h2 id="templates">Templates</h2>
        {templates.length === 0 ? (
          <p className="app-empty catalyst-muted">
            This project has no template. Its environments deploy as what is found in their sources says.
          </p>
        ) : (
          <div className="app-cards">
            {templates.map(([key, template]) => (
              <TemplateCard
                key={key}
                name={key}
                template={template}
                project={project}
                cluster={cluster}
                environments={environments.filter(({ spec }) => spec.type === key)}
              />
            ))}
          </div>
        )}
      </section>
      <div className="app-cards" data-size="small">
        <SourcesCard project={project} />
        <section className="app-card" aria-labelledby="settings">
          <h2 id="settings">Settings</h2>
          <FactList facts={settingsFacts(project)} />
        </section>
        <AccessCard project={project} />
        <section className="app-card" aria-labelledby="conditions">
          <h2 id="conditions">Conditions</h2>
          <ConditionList conditions={project.status?.conditions ?? []} />
        </section>
      </div>
      <div className="app-stack" id="environments">
        <h2>Environments</h2>
        <EnvironmentList cluster={cluster} team={team} project={name} {...links} />
      </div>
    </>
  )
}
