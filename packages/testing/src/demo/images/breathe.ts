const mebibyte = 1024 ** 2

export interface BreathOptions {
  /** Millicores in the middle. */
  cpu: number
  /** Mebibytes in the middle. */
  memory: number
  /** How far it goes up and down, as a share. @default 0.35 */
  depth?: number | undefined
  /** Seconds of one breath. @default 90 */
  period?: number | undefined
}

/** Usage that rises and falls: quiet waves that do not repeat soon, and memory that creeps up a little. */
export function breathe({ cpu, memory, depth = 0.35, period = 90 }: BreathOptions) {
  return (elapsedMs: number): { cpu: number; memory: number } => {
    const turn = (elapsedMs / 1000 / period) * 2 * Math.PI
    const wave = 0.6 * Math.sin(turn) + 0.3 * Math.sin(turn * 2.7 + 1) + 0.1 * Math.sin(turn * 9.1)
    const start = elapsedMs < 6000 ? 2 - elapsedMs / 6000 : 1
    const creep = Math.min(elapsedMs / 3_600_000, 1) * 0.15
    return {
      cpu: (cpu / 1000) * (1 + depth * wave) * start,
      memory: Math.round(memory * mebibyte * (0.9 + creep + depth * 0.2 * Math.sin(turn * 0.6))),
    }
  }
}
