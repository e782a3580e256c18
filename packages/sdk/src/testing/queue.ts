/** Values that arrive over time, taken one by one: a script's side of what a server hands out. */
export function createQueue<TValue>() {
  const values: TValue[] = []
  const takers: ((value: TValue) => void)[] = []
  return {
    put(value: TValue): void {
      const taker = takers.shift()
      if (taker === undefined) values.push(value)
      else taker(value)
    },
    async take(): Promise<TValue> {
      const value = values.shift()
      return value === undefined ? new Promise((resolve) => takers.push(resolve)) : value
    },
    get size() {
      return values.length
    },
  }
}
