/** How often the clock is looked at. */
const pace = 15_000

/**
 * Tells when a connection can no longer be trusted although nobody has closed it: the network went, or the page slept for so long that
 * the other side has given it up. What is sent into such a connection is lost without a word.
 *
 * @returns the call that ends it.
 */
export function watchForLoss(onLoss: () => void, { sleep }: { sleep: number }): () => void {
  let lookedAt = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - lookedAt > sleep) onLoss()
    lookedAt = now
  }, pace)
  globalThis.addEventListener?.('offline', onLoss)
  return () => {
    clearInterval(timer)
    globalThis.removeEventListener?.('offline', onLoss)
  }
}
