import type { Environment } from '@catalyst/api'
import { formatMemory } from '@catalyst/api/quantities'
import { useEnvironments, useEnvironmentUsage } from '@catalyst/react'
import type { ReactNode } from 'react'
import { sumUsage } from './sumUsage.ts'

const cores = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })

/** What all environments use together, and how many of them were measured. */
export function UsageTotals({ clusters }: { clusters: readonly string[] | undefined }): ReactNode {
  const choice = clusters === undefined ? {} : { clusters }
  const query = useEnvironments(choice)
  const usage = useEnvironmentUsage(choice)
  const clusterOf = new Map(
    query.clusters.flatMap(({ cluster, items = [] }) => items.map((one): [Environment, string] => [one, cluster])),
  )
  const environments = [...clusterOf.keys()]
  const sum = sumUsage(environments, (one) => usage(one, clusterOf.get(one)))
  const isKnown = query.data !== undefined && sum.measured > 0
  const figures: readonly (readonly [string, string])[] = [
    ['Environments', query.data === undefined ? '–' : String(environments.length)],
    ['CPU', isKnown ? `${cores.format(sum.cpu)} cores` : '–'],
    ['Memory', isKnown ? `${formatMemory(sum.memory).replace(/(?=[KMGTPE]i$)/, ' ')}B` : '–'],
    ['Near or over their quota', isKnown ? String(sum.nearQuota) : '–'],
  ]
  return (
    <section aria-label="In all">
      <dl className="app-figures">
        {figures.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="catalyst-muted app-figures-note">
        {query.data === undefined
          ? ' '
          : sum.measured === environments.length
            ? 'All of them were measured.'
            : `${sum.measured} of ${environments.length} were measured; the others run nothing, or their usage is not known.`}
      </p>
    </section>
  )
}
