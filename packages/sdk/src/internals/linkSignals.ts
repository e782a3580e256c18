/**
 * A signal that aborts with the first of several. Unlike `AbortSignal.any` it can be released, so that a signal that lives as long as
 * the page collects nothing.
 */
export function linkSignals(...signals: (AbortSignal | undefined)[]): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController()
  const abort = () => controller.abort(signals.find((signal) => signal?.aborted)?.reason)
  for (const signal of signals) signal?.addEventListener('abort', abort)
  if (signals.some((signal) => signal?.aborted)) abort()
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) signal?.removeEventListener('abort', abort)
    },
  }
}
