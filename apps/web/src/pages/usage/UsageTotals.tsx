import { formatMemory } from '@catalyst/api/quantities'
import type { ReactNode } from 'react'
import type { AllUsage } from './useAllUsage.ts'

const cores = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })

/** What all environments use together, and how many of them were measured. */
export function UsageTotals({ environments, sum }: AllUsage): ReactNode {
  const measured = sum !== undefined && sum.measured > 0 ? sum : undefined
  const figures: readonly (readonly [string, string | undefined])[] = [
    ['Environments', environments?.toString()],
    ['CPU', measured && `${cores.format(measured.cpu)} cores`],
    ['Memory', measured && `${formatMemory(measured.memory).replace(/(?=[KMGTPE]i$)/, ' ')}B`],
    ['Near or over their quota', measured && String(measured.nearQuota)],
  ]
  return (
    <section aria-label="In all">
      <dl className="app-figures">
        {figures.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <p className="catalyst-muted app-figures-note">{noteOf({ environments, sum })}</p>
    </section>
  )
}

function noteOf({ environments, sum }: Pick<AllUsage, 'environments' | 'sum'>): string {
  if (environments === undefined || sum === undefined) return 'Measuring …'
  if (environments === 0) return 'There is nothing to measure.'
  if (sum.measured === environments) return 'All of them were measured.'
  return `${sum.measured} of ${environments} were measured; the others run nothing, or their usage is not known.`
}
