export type ActivityEvent = 'suspend' | 'resume' | 'online'

/** Whether anybody looks at this page, and whether the network came back. Without a page (Node) somebody always does. */
export interface PageActivity {
  readonly suspended: boolean
  /** `resume` and `online` are good moments to try again at once. */
  subscribe(listener: (event: ActivityEvent) => void): () => void
}

export interface PageActivityOptions {
  suspendWhenHidden: boolean
  /** Milliseconds for which a page is hidden before it counts as suspended. @default 30_000 */
  delay?: number | undefined
}

/** Listens to the page only while somebody listens to it. */
export function createPageActivity({ suspendWhenHidden, delay = 30_000 }: PageActivityOptions): PageActivity {
  const listeners = new Set<(event: ActivityEvent) => void>()
  let suspended = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function tell(event: ActivityEvent) {
    for (const listener of [...listeners]) listener(event)
  }

  function onVisibility() {
    clearTimeout(timer)
    if (document.hidden) {
      timer = setTimeout(() => {
        suspended = true
        tell('suspend')
      }, delay)
    } else if (suspended) {
      suspended = false
      tell('resume')
    }
  }

  const onOnline = () => tell('online')

  function start() {
    globalThis.addEventListener?.('online', onOnline)
    if (!suspendWhenHidden || typeof document === 'undefined') return
    document.addEventListener('visibilitychange', onVisibility)
    onVisibility()
  }

  function stop() {
    clearTimeout(timer)
    suspended = false
    globalThis.removeEventListener?.('online', onOnline)
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', onVisibility)
  }

  return {
    get suspended() {
      return suspended
    },
    subscribe(listener) {
      if (listeners.size === 0) start()
      listeners.add(listener)
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop()
      }
    },
  }
}
