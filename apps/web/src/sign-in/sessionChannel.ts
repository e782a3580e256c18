/** Tells the other tabs of this browser that somebody signed in or out. */
export function announceSession(): void {
  const channel = new BroadcastChannel(name)
  channel.postMessage('changed')
  channel.close()
}

/** Calls when another tab signed in or out; gives the call that ends it. */
export function onSessionChange(listener: () => void): () => void {
  const channel = new BroadcastChannel(name)
  channel.onmessage = listener
  return () => channel.close()
}

const name = 'catalyst-session'
