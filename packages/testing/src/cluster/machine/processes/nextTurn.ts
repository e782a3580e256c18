let turn: Promise<void> | undefined

/** Resolves in the next turn of the event loop, after whatever came from outside in between. */
export function nextTurn(): Promise<void> {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined
      resolve()
    })
  })
  return turn
}
