import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock/Clock.ts'
import { createContainerLog } from '../../containers/createContainerLog.ts'
import { createContainerOutput } from '../../containers/createContainerOutput.ts'
import { CommandNotFoundError } from '../../machine/CommandNotFoundError.ts'
import { createMachine } from '../../machine/createMachine.ts'
import type { Machine } from '../../machine/Machine.ts'
import { toTimestamp } from '../../controllers/timestamps.ts'
import type { PulledImage } from '../images/createImageStore.ts'
import type { Container, TerminatedState } from '../Pod.ts'
import { toAmounts } from '../podResources.ts'
import type { Mounted } from '../volumes/mountsOf.ts'
import type { ContainerRun } from './ContainerRun.ts'
import { spawnMain, type SpawnedMain } from './spawnMain.ts'
import { terminationMessage } from './terminationMessage.ts'

export interface StartOptions {
  readonly clock: Clock
  readonly container: Container
  readonly pulled: PulledImage
  readonly hostname: string
  readonly ip: string
  readonly env: Readonly<Record<string, string>>
  readonly mounted: Mounted
  /** Called when its first process has ended. */
  readonly onEnd: () => void
}

/** How often a container with a limit is looked at, in milliseconds. */
const memoryCheckMs = 2000

/** Starts a container. One whose command can not be run has ended already. */
export function startContainer(options: StartOptions): ContainerRun {
  const { clock, container, pulled, env, onEnd } = options
  const { image } = pulled
  const id = `containerd://${randomBytes(32).toString('hex')}`
  const log = createContainerLog({ clock })
  const messagePath = container.terminationMessagePath ?? '/dev/termination-log'
  const machine = createMachine({
    ...{ image, clock, env, hostname: options.hostname, ip: options.ip },
    mounts: options.mounted.mounts,
    files: { [messagePath]: '', ...options.mounted.files },
  })
  const base = { container, id, imageName: pulled.reference.full, imageId: pulled.id, log }

  const output = createContainerOutput(log)
  let spawned: SpawnedMain
  try {
    spawned = spawnMain(machine, { image, container, env, output })
  } catch (error) {
    if (!(error instanceof CommandNotFoundError)) throw error
    log.end()
    machine[Symbol.dispose]()
    return { ...base, ...notRunning, startedAt: undefined, ended: failedStart(error, id, clock.now()) }
  }

  const { process, main } = spawned
  const startedAt = clock.now()
  let isOutOfMemory = false
  let ended: TerminatedState | undefined
  const watchMemory = limitMemory({ clock, container, machine }, () => {
    isOutOfMemory = true
    process.kill('SIGKILL')
  })
  const finished = process.exit.then(async (exitCode) => {
    watchMemory[Symbol.dispose]()
    log.end()
    const finishedAt = toTimestamp(clock.now())
    const message = await terminationMessage(machine, { container, path: messagePath, exitCode, log })
    ended = {
      exitCode,
      reason: isOutOfMemory ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error',
      ...(message !== '' && { message }),
      startedAt: toTimestamp(startedAt),
      finishedAt,
      containerID: id,
    }
    run.isReady = false
    run.isStarted = false
    machine[Symbol.dispose]()
    onEnd()
  })

  const workdir = container.workingDir ?? image.workdir ?? '/'
  const running = { machine, image, env, workdir, site: (port: number) => machine.site(port), main }
  const run: ContainerRun = {
    ...base,
    startedAt,
    isStarted: container.startupProbe === undefined,
    isReady: container.startupProbe === undefined && container.readinessProbe === undefined,
    get ended() {
      return ended
    },
    get running() {
      return ended === undefined ? running : undefined
    },
    async stop(graceMs) {
      if (ended !== undefined) return
      process.kill(graceMs > 0 ? 'SIGTERM' : 'SIGKILL')
      using _timer = clock.setTimer(() => process.kill('SIGKILL'), graceMs)
      await finished
    },
  }
  return run
}

const notRunning = { running: undefined, isStarted: false, isReady: false, stop: async () => undefined }

function failedStart(error: Error, id: string, now: number): TerminatedState {
  const cause =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed'
  return {
    exitCode: 128,
    reason: 'StartError',
    message: `${cause}: unable to start container process: ${error.message}: unknown`,
    startedAt: '1970-01-01T00:00:00Z',
    finishedAt: toTimestamp(now),
    containerID: id,
  }
}

/** Ends a container whose image says that it uses more memory than it may have. */
function limitMemory(
  { clock, container, machine }: { clock: Clock; container: Container; machine: Machine },
  kill: () => void,
): Disposable {
  const limit = toAmounts(container.resources?.limits).get('memory')
  let timer: Disposable | undefined
  const check = () => {
    if (limit !== undefined && machine.usage().memory > limit) kill()
    else timer = clock.setTimer(check, memoryCheckMs)
  }
  if (limit !== undefined) timer = clock.setTimer(check, memoryCheckMs)
  return { [Symbol.dispose]: () => timer?.[Symbol.dispose]() }
}
