/** The promise, or the reason of the signal when that is aborted first. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const refuse = () => reject(signal.reason as Error)
    if (signal.aborted) refuse()
    signal.addEventListener('abort', refuse, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', refuse))
  })
}
