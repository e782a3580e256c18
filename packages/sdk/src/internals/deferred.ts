export interface Deferred<TValue> {
  promise: Promise<TValue>
  resolve: (value: TValue) => void
}

/** A promise that somebody else resolves; `Promise.withResolvers` where that is not there yet. */
export function deferred<TValue>(): Deferred<TValue> {
  let resolve!: (value: TValue) => void
  const promise = new Promise<TValue>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
