import type { ByteSink } from '../machine/ByteStream.ts'
import type { ContainerLog } from './ContainerLog.ts'

/** Takes what the first process of a container writes; what it returns holds the process back. */
export type OutputListener = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => Promise<void>

/** Where the first process of a container writes: into its log, and to whoever is attached. */
export interface ContainerOutput {
  readonly stdout: ByteSink
  readonly stderr: ByteSink
  subscribe(listener: OutputListener): Disposable
  /** Resolves when nothing more will be written. */
  readonly ended: Promise<void>
}

export function createContainerOutput(log: ContainerLog): ContainerOutput {
  const listeners = new Set<OutputListener>()
  const ended = Promise.withResolvers<void>()
  const open = new Set<'stdout' | 'stderr'>(['stdout', 'stderr'])

  function sink(stream: 'stdout' | 'stderr'): ByteSink {
    return {
      async write(bytes) {
        log.write(stream, bytes)
        if (listeners.size > 0) await Promise.all([...listeners].map((listen) => listen(stream, bytes)))
      },
      end() {
        open.delete(stream)
        if (open.size > 0) return
        log.end()
        ended.resolve()
      },
    }
  }

  return {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    ended: ended.promise,
    subscribe(listener) {
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
  }
}
