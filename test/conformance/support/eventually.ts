import { setTimeout as delay } from 'node:timers/promises'

export interface EventuallyOptions {
  /** How long it may take until it holds, in milliseconds. @default 30_000 */
  within?: number | undefined
  /** Pause between two looks, in milliseconds. @default 50 */
  every?: number | undefined
}

/** Looks at the world until what is said of it holds, and fails with the last reason why it didn't. */
export async function eventually<TResult>(
  look: () => Promise<TResult> | TResult,
  { within = 30_000, every = 50 }: EventuallyOptions = {},
): Promise<TResult> {
  const deadline = Date.now() + within
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() >= deadline) throw error
      await delay(every)
    }
  }
}
