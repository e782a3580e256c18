/** A sign-in that was ended is noticed after this long, one that was prolonged at once. */
const longestDelayMs = 60_000

/**
 * Calls a function when the time has come, however far away; gives the function that cancels it. The time is asked for
 * again and again, because it moves where a sign-in is renewed or ended; without one there is nothing to wait for.
 */
export function atTime(timeNow: () => Date | undefined, call: () => void): () => void {
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
