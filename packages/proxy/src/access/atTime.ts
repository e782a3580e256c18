/** The longest time that a timer takes. */
const longestDelayMs = 2 ** 31 - 1

/** Calls a function at a time, however far away; gives the function that cancels it. */
export function atTime(time: Date | undefined, call: () => void): () => void {
  if (time === undefined) return () => undefined
  let timer: NodeJS.Timeout
  const wait = () => {
    const left = time.getTime() - Date.now()
    if (left <= 0) call()
    else timer = setTimeout(wait, Math.min(left, longestDelayMs))
  }
  timer = setTimeout(wait, 0)
  return () => clearTimeout(timer)
}
