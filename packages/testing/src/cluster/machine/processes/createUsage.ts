import type { Clock } from '../../clock/Clock.ts'
import type { Image } from '../Image.ts'
import type { Machine } from '../Machine.ts'
import type { Kernel } from './Kernel.ts'
import { residentMemory } from './residentMemory.ts'

interface UsageOptions {
  kernel: Kernel
  clock: Clock
  image: Image
  startedAt: number
}

/** The shortest time over which a rate says anything, in milliseconds. */
const shortestWindow = 500

/** Answers what a machine uses: the processor since it was last asked. */
export function createUsage({ kernel, clock, image, startedAt }: UsageOptions): Machine['usage'] {
  let last = { at: startedAt, cpuMs: 0 }
  let cpu = 0

  return function usage() {
    const now = clock.now()
    if (image.usage !== undefined) return image.usage(now - startedAt)
    const { cpuMs } = kernel
    if (now - last.at >= shortestWindow) {
      cpu = (cpuMs - last.cpuMs) / (now - last.at)
      last = { at: now, cpuMs }
    }
    const memory = [...kernel.tasks.values()].reduce((sum, task) => sum + residentMemory(task), 0)
    return { cpu, memory }
  }
}
