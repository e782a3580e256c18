import type { Clock } from '../../clock/Clock.ts'
import { BrokenPipeError } from '../BrokenPipeError.ts'
import { baseName } from '../files/paths.ts'
import type { Signal } from '../Process.ts'
import { toBytes } from '../streams/text.ts'
import { ExitRequest } from './ExitRequest.ts'
import type { StartOptions } from './Kernel.ts'
import { nextTurn } from './nextTurn.ts'
import { exitCodeOf, isHarmless } from './signals.ts'
import type { Task } from './Task.ts'

interface TaskPlace {
  pid: number
  clock: Clock
  onEnd: () => void
}

/** How long a process may compute before others get their turn, in milliseconds. */
const slice = 2
/** A process that was not seen for longer has been waiting, not computing. */
const pause = 50

export function createTask(options: StartOptions, { pid, clock, onEnd }: TaskPlace): Task {
  const { parent } = options
  const controller = new AbortController()
  const { promise: exit, resolve: resolveExit } = Promise.withResolvers<number>()
  let isEnded = false
  let isBusy = false
  let cpuMs = 0.1
  let sliceStart = performance.now()

  const task: Task = {
    pid,
    parentPid: parent?.pid ?? 0,
    argv: options.argv,
    env: options.env,
    cwd: options.cwd,
    umask: options.umask ?? parent?.umask ?? 0o022,
    descriptors: options.descriptors,
    terminal: options.terminal ?? parent?.terminal,
    isBackground: options.isBackground ?? parent?.isBackground ?? false,
    isGraceful: options.isGraceful ?? false,
    startedAt: clock.now(),
    exit,
    signal: controller.signal,
    actions: new Map(),
    get isEnded() {
      return isEnded
    },
    get isBusy() {
      return isBusy
    },
    get cpuMs() {
      return cpuMs
    },
    deliver(signal) {
      if (pid === 1 && signal === 'SIGKILL') return
      receive(signal)
    },
    kill: receive,
    tick() {
      if (isEnded) throw controller.signal.reason
      return performance.now() - sliceStart < slice ? undefined : giveWay()
    },
  }

  function receive(signal: Signal): void {
    if (isEnded) return
    if (signal !== 'SIGKILL') {
      const action = task.actions.get(signal)
      if (action === 'ignore') return
      if (action !== undefined) return action()
      if (isHarmless(signal)) return
      if (task.isGraceful) return controller.abort(signal)
      if (pid === 1) return
    }
    end(exitCodeOf(signal), signal)
  }

  /** Time in which it could have computed counts as if it did, so that a stopped clock that jumps finds it busy. */
  async function giveWay(): Promise<void> {
    const computed = performance.now() - sliceStart
    cpuMs += computed < pause ? computed : 0.2
    const before = clock.now()
    isBusy = true
    await nextTurn()
    isBusy = false
    cpuMs += clock.now() - before
    sliceStart = performance.now()
    if (isEnded) throw controller.signal.reason
  }

  function end(code: number, signal: Signal): void {
    if (isEnded) return
    isEnded = true
    for (const open of task.descriptors.values()) open.release()
    task.descriptors.clear()
    if (!controller.signal.aborted) controller.abort(signal)
    resolveExit(code)
    onEnd()
  }

  async function run(): Promise<void> {
    let code: number
    try {
      code = await options.run(task)
    } catch (error) {
      code = await codeOfFailure(error)
    }
    end(code & 255, 'SIGTERM')
  }

  async function codeOfFailure(error: unknown): Promise<number> {
    if (isEnded) return 0
    if (error instanceof ExitRequest) return error.code
    if (error instanceof BrokenPipeError) return exitCodeOf('SIGPIPE')
    if (controller.signal.aborted && error === controller.signal.reason) return exitCodeOf(error as Signal)
    const message = error instanceof Error ? error.message : String(error)
    const line = toBytes(`${baseName(task.argv[0] ?? '')}: ${message}\n`)
    try {
      await task.descriptors.get(2)?.write(line, task.signal)
    } catch {
      // Nobody reads its last words.
    }
    return 1
  }

  // Not before the caller knows the process.
  void Promise.resolve().then(run)
  return task
}
