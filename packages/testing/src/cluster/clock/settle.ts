/** How many turns of the event loop what a timer causes may take: a write, its watchers, their writes, and so on. */
const turns = 20

/** Lets run what is ready to run, so that a clock moves on only when everything has reacted to the time it was. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise<void>((resolve) => void setImmediate(resolve))
}
