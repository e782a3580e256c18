export interface Signals {
  /** Resolves with the first signal that asks this process to end; a second one then ends it at once, as by default. */
  stopped: (options: { onStop: (signal: NodeJS.Signals) => void }) => Promise<NodeJS.Signals>
  /** From now on SIGHUP does not end the process but calls back. @returns what ends that. */
  onReopen: (listener: () => void) => () => void
}

/** The signals of this process. Those that nobody asked for do what they do by default. */
export function hearSignals(): Signals {
  const reopen = new Set<() => void>()
  return {
    stopped: ({ onStop }) =>
      new Promise((resolve) => {
        const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
        const stop = (signal: NodeJS.Signals) => {
          if (signal === 'SIGHUP' && reopen.size > 0) return
          for (const one of signals) process.off(one, stop)
          onStop(signal)
          resolve(signal)
        }
        for (const signal of signals) process.on(signal, stop)
      }),
    onReopen(listener) {
      const hear = () => listener()
      reopen.add(hear)
      process.on('SIGHUP', hear)
      return () => {
        reopen.delete(hear)
        process.off('SIGHUP', hear)
      }
    },
  }
}
