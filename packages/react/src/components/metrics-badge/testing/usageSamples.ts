import { storyTime } from '@catalyst/testing'
import type { UsageSample } from '../usageHistory.ts'

/** A quarter of an hour of usage that ends ten seconds before now in stories; with a gap, as of a hidden page. */
export function usageSamples(): UsageSample[] {
  const end = Date.parse(storyTime(-10))
  return Array.from({ length: 57 }, (_, index) => index)
    .filter((index) => index < 24 || index > 33)
    .map((index) => ({
      time: end - (56 - index) * 15_000,
      cpu: Math.round(120 + 60 * Math.sin(index / 4)) / 1000,
      memory: (150 + index / 2 + 8 * Math.cos(index / 3)) * 2 ** 20,
    }))
}
