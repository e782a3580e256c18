import type { ReactNode } from 'react'
import { sparkPaths, type SparkPoint } from './sparkPaths.ts'
import { historySpan } from './usageHistory.ts'
import type { UsageLevel } from './usageLevel.ts'

export interface SparklineProps {
  points: readonly SparkPoint[]
  /** What it shows, in words. */
  label: string
  level: UsageLevel
  /** Amounts that are drawn as lines across, each with a class of its own. */
  bounds?: readonly { kind: 'request' | 'limit' | 'quota'; value: number }[] | undefined
  size?: { width: number; height: number } | undefined
}

const small = { width: 72, height: 20 }

/** How usage went in the last quarter of an hour. Renders an `<svg role="img">`; `data-level` is `normal`, `high` or `over`. */
export function Sparkline({ points, label, level, bounds = [], size = small }: SparklineProps): ReactNode {
  const { width, height } = size
  const highest = Math.max(...points.map(({ value }) => value), 0)
  // A bound far above what is used would press the line flat.
  const near = bounds.filter(({ value }) => value <= highest * 2.5)
  const top = Math.max(highest, ...near.map(({ value }) => value)) * 1.1
  return (
    <svg
      className="catalyst-sparkline"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      data-level={level}
    >
      {near.map(({ kind, value }) => {
        const y = height * (1 - value / top)
        return <path key={kind} className="catalyst-sparkline-bound" data-bound={kind} d={`M0 ${y}H${width}`} />
      })}
      {sparkPaths(points, { width, height, top, span: historySpan }).map((path) => (
        <path key={path} className="catalyst-sparkline-line" d={path} />
      ))}
    </svg>
  )
}
