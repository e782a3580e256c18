import type { ReactNode } from 'react'
import type { UsageLevel } from './usageLevel.ts'

export interface MeterProps {
  label: string
  /** Share of the whole; more than 1 fills the meter. */
  share: number
  /** What the meter shows, in words. */
  text: string
  level: UsageLevel
}

/** How full something is. Renders a `<span role="meter">`; `data-level` is `normal`, `high` or `over`. */
export function Meter({ label, share, text, level }: MeterProps): ReactNode {
  const percent = Math.min(100, Math.max(0, Math.round(share * 100)))
  return (
    <span
      className="catalyst-meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
      data-level={level}
    >
      <span className="catalyst-meter-fill" style={{ inlineSize: `${percent}%` }} />
    </span>
  )
}
