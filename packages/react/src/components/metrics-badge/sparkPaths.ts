/** A value at a moment. */
export interface SparkPoint {
  /** Milliseconds. */
  time: number
  value: number
}

export interface SparkBox {
  width: number
  height: number
  /** Value at the upper edge. */
  top: number
  /** Milliseconds from the left edge to the last point. */
  span: number
}

/** Without a measurement for so long, in milliseconds, the line stops: what happened meanwhile nobody knows. */
const gap = 60_000

/** What an SVG draws of a history: one line for each stretch without a gap, from the left edge to the right. */
export function sparkPaths(points: readonly SparkPoint[], { width, height, top, span }: SparkBox): string[] {
  const last = points.at(-1)
  if (last === undefined) return []
  const paths: string[] = []
  let before: SparkPoint | undefined
  for (const point of points) {
    const x = round(width * (1 - (last.time - point.time) / span))
    const y = round(height * (1 - Math.min(1, Math.max(0, top <= 0 ? 0 : point.value / top))))
    if (before === undefined || point.time - before.time > gap) paths.push(`M${x} ${y}`)
    else paths[paths.length - 1] += `L${x} ${y}`
    before = point
  }
  // A single measurement shows as a dot: a line of no length with round ends.
  return paths.map((path) => (path.includes('L') ? path : `${path}h0`))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
