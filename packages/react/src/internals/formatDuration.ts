const units = [
  { suffix: 'd', seconds: 86_400 },
  { suffix: 'h', seconds: 3600 },
  { suffix: 'min', seconds: 60 },
] as const

/** A duration in its largest whole unit: `42 s`, `7 min`, `3 h`, `12 d`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const unit = units.find((one) => seconds >= one.seconds)
  return unit === undefined ? `${seconds} s` : `${Math.floor(seconds / unit.seconds)} ${unit.suffix}`
}
