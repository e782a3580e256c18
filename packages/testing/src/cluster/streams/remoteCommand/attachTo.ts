import type { MainProcess } from '../../containers/ContainerRegistry.ts'
import type { CommandChannels } from './CommandChannels.ts'
import type { CommandOutcome } from './commandStatus.ts'
import { pump } from './pump.ts'

/**
 * Lets a client see what a container writes from now on, and write to it, until one of them goes. How the container ended is
 * told by its status alone.
 */
export async function attachTo(main: MainProcess | undefined, channels: CommandChannels): Promise<CommandOutcome> {
  if (main === undefined) return { exitCode: 0 }
  const gone = Promise.withResolvers<void>()
  channels.signal.addEventListener('abort', () => gone.resolve(), { once: true })
  if (channels.signal.aborted) gone.resolve()

  using listening = main.output.subscribe(async (stream, bytes) => {
    try {
      await Promise.race([channels[main.tty ? 'stdout' : stream]?.write(bytes), gone.promise])
    } catch {
      // The client has gone, and the container goes on.
      listening[Symbol.dispose]()
    }
  })
  channels.onResize((size) => main.resize?.(size))
  if (main.stdin !== undefined && channels.stdin !== undefined) {
    const { stdin, stdinOnce = false } = main
    void pump(channels.stdin, stdin).then(() => {
      if (stdinOnce && !main.tty) stdin.end()
    })
  }
  await Promise.race([main.output.ended, gone.promise])
  return { exitCode: 0 }
}
