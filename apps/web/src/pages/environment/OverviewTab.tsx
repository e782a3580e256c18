import type { Environment } from '@catalyst/api'
import { ConditionList, MetricsBadgeView, useMetrics } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { EventsCard } from './EventsCard.tsx'
import { Facts } from './Facts.tsx'

export interface OverviewTabProps {
  environment: Environment
  environmentRef: ResourceRef
}

/** Usage, conditions and facts. */
export function OverviewTab({ environment, environmentRef }: OverviewTabProps): ReactNode {
  const { cluster, namespace, name } = environmentRef
  const usage = useMetrics({ cluster, namespace, environment: name })
  return (
    <div className="app-columns">
      <div className="app-stack">
        <section className="app-card" aria-labelledby="conditions">
          <h2 id="conditions">Conditions</h2>
          <ConditionList conditions={environment.status?.conditions ?? []} />
        </section>
        <EventsCard environmentRef={environmentRef} />
      </div>
      <div className="app-stack">
        <section className="app-card app-usage" aria-labelledby="usage">
          <h2 id="usage">Usage</h2>
          <MetricsBadgeView metrics={usage.data} failed={usage.isError} />
        </section>
        <section className="app-card" aria-labelledby="facts">
          <h2 id="facts">Details</h2>
          <Facts environment={environment} />
        </section>
      </div>
    </div>
  )
}
