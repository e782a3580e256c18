import type { Clock } from '../../clock/Clock.ts'
import { createTask } from './createTask.ts'
import type { Kernel } from './Kernel.ts'
import type { Task } from './Task.ts'

export function createKernel(clock: Clock): Kernel {
  const tasks = new Map<number, Task>()
  let lastPid = 0
  let cpuMsOfEnded = 0

  function endAll(): void {
    for (const task of [...tasks.values()].reverse()) task.kill('SIGKILL')
  }

  return {
    tasks,
    get cpuMs() {
      return [...tasks.values()].reduce((sum, task) => sum + task.cpuMs, cpuMsOfEnded)
    },
    start(options) {
      const pid = ++lastPid
      const task = createTask(options, {
        pid,
        clock,
        onEnd() {
          tasks.delete(pid)
          cpuMsOfEnded += task.cpuMs
          // A container ends with its first process.
          if (pid === 1) endAll()
        },
      })
      tasks.set(pid, task)
      return task
    },
    endAll,
  }
}
