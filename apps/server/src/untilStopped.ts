/** Resolves with the first signal that asks this process to end; a second one then ends it at once, as by default. */
export async function untilStopped({ onStop }: { onStop: () => void }): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    const stop = (signal: NodeJS.Signals) => {
      for (const one of signals) process.off(one, stop)
      onStop()
      resolve(signal)
    }
    for (const signal of signals) process.on(signal, stop)
  })
}
