import type { ReactNode } from 'react'
import type { MetricsBadgeMessages } from './metricsBadgeMessages.ts'
import type { UsagePart } from './metricsState.ts'
import { UsageText } from './UsageText.tsx'

export interface UsageTableProps {
  parts: readonly UsagePart[]
  kind: 'pods' | 'containers'
  words: MetricsBadgeMessages
}

/** What each part uses, against its own limits, the greediest first. Renders a `<table>`. */
export function UsageTable({ parts, kind, words }: UsageTableProps): ReactNode {
  const sorted = [...parts].sort((a, b) => b.memory.usage - a.memory.usage || a.name.localeCompare(b.name))
  return (
    <table className="catalyst-usage-table">
      <caption className="catalyst-hidden">{words.parts[kind]}</caption>
      <thead>
        <tr>
          <th scope="col">{words.part[kind]}</th>
          <th scope="col">{words.cpu}</th>
          <th scope="col">{words.memory}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ name, cpu, memory }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <UsageText resource="cpu" usage={cpu} words={words} />
            </td>
            <td>
              <UsageText resource="memory" usage={memory} words={words} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
