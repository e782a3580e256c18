interface Patience {
  /** A time that was brought forward is noticed within this many milliseconds; one that was put off, at once. @default 60_000 */
  longestDelayMs?: number | undefined
}

/**
 * Calls a function when the time has come, however far away; gives the function that cancels it. The time is asked for
 * again and again, because it moves where a sign-in is renewed or ended; without one there is nothing to wait for.
 */
export function atTime(
  timeNow: () => Date | undefined,
  call: () => void,
  { longestDelayMs = 60_000 }: Patience = {},
): () => void {
  if (timeNow() === undefined) return () => undefined
  let timer: NodeJS.Timeout
  const wait = () => {
    const left = (timeNow()?.getTime() ?? Infinity) - Date.now()
    if (left <= 0) call()
    else timer = setTimeout(wait, Math.min(left, longestDelayMs))
  }
  timer = setTimeout(wait, 0)
  return () => clearTimeout(timer)
}
