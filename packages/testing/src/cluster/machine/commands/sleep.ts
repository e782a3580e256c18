import type { Command } from '../processes/Command.ts'

const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }

export const sleep: Command = async ({ args, clock, signal, warn }) => {
  if (args.length === 0) {
    await warn('missing operand')
    return 1
  }
  let ms = 0
  for (const text of args) {
    const duration = parseDuration(text)
    if (duration === undefined) {
      await warn(`invalid number '${text}'`)
      return 1
    }
    ms += duration
  }
  if (ms === Infinity)
    await new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
    )
  await clock.sleep(ms, { signal })
  return 0
}

/** A number with a unit, in milliseconds. */
export function parseDuration(text: string): number | undefined {
  if (text === 'inf' || text === 'infinity') return Infinity
  const found = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text)
  return found === null ? undefined : Number(found[1]) * (units[found[2] ?? ''] ?? 1) * 1000
}
