import type { Environment, Project } from '@catalyst/api'
import { useId, type ReactNode } from 'react'
import { ConditionList } from '../condition-list/ConditionList.tsx'
import { EventList } from '../event-list/EventList.tsx'
import { MetricsBadge } from '../metrics-badge/MetricsBadge.tsx'
import type { EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { EnvironmentFacts } from './EnvironmentFacts.tsx'

export interface OverviewPanelProps {
  environment: Environment
  cluster: string | undefined
  project: Project | undefined
  projectHref: string | undefined
  /** Element of the headings. */
  heading: 'h2' | 'h3' | 'h4'
  words: EnvironmentDetailMessages
}

/** Conditions, events, usage and facts. */
export function OverviewPanel(props: OverviewPanelProps): ReactNode {
  const { environment, cluster, project, projectHref, heading, words } = props
  const { name, namespace = '' } = environment.metadata
  const target = { cluster, namespace, environment: name }
  return (
    <div className="catalyst-overview">
      <div className="catalyst-overview-column">
        <Card title={words.conditions} heading={heading}>
          <ConditionList conditions={environment.status?.conditions ?? []} />
        </Card>
        <Card title={words.events} heading={heading}>
          <EventList {...target} />
        </Card>
      </div>
      <div className="catalyst-overview-column">
        <Card title={words.usage} heading={heading}>
          <MetricsBadge {...target} className="catalyst-overview-usage" />
        </Card>
        <Card title={words.facts} heading={heading}>
          <EnvironmentFacts environment={environment} project={project} projectHref={projectHref} messages={words} />
        </Card>
      </div>
    </div>
  )
}

function Card({
  title,
  heading: Heading,
  children,
}: {
  title: string
  heading: OverviewPanelProps['heading']
  children: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <section className="catalyst-card" aria-labelledby={id}>
      <Heading id={id} className="catalyst-card-title">
        {title}
      </Heading>
      {children}
    </section>
  )
}
