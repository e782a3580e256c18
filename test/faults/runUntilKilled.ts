import type { GatedWrite } from '../support/WriteGate.ts'
import type { FaultyWorld } from './useOperatorWorld.ts'

export interface Death {
  /** At which of the writes that count. */
  n: number
  moment: 'before' | 'after'
  counts: (write: GatedWrite) => boolean
}

/**
 * Runs an operator that is gone from one moment to the next: at its n-th write, before the API server sees it, or after it has
 * done it and before the operator knows. @returns whether it came to that write before `done`
 */
export async function runUntilKilled(
  { gate, startOperator }: Pick<FaultyWorld, 'gate' | 'startOperator'>,
  { n, moment, counts }: Death,
  done: () => Promise<unknown>,
): Promise<boolean> {
  const killed = Promise.withResolvers<boolean>()
  let count = 0
  gate.begin({
    [moment]: (write: GatedWrite) => {
      if (!counts(write) || ++count !== n) return
      gate.shut()
      killed.resolve(true)
    },
  })
  await using operator = startOperator()
  const finished = done().then(() => operator.rests())
  // Awaited here, or the operator would end before.
  return await Promise.race([killed.promise, finished.then(() => false)])
}

/** Calls with n = 1, 2, … until one says that there was no such write. @returns how many there were */
export async function forEveryWrite(attempt: (n: number) => Promise<boolean>): Promise<number> {
  for (let n = 1; ; n++) if (!(await attempt(n))) return n - 1
}

/** Writes that name an environment, in their path or in what they say. */
export function isAbout(name: string): (write: GatedWrite) => boolean {
  const named = new RegExp(`\\b${name}\\b`)
  return ({ path, body }) => named.test(`${path} ${body}`)
}
