import type { LogLine } from '@catalyst/api'
import { KubernetesError } from '../errors/KubernetesError.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import type { BacklogPart } from './ContainerLog.ts'
import type { FollowedLog, FollowLogOptions } from './followLog.ts'
import { LiveQueue } from './LiveQueue.ts'
import type { LogItem, SourcedItem } from './logItems.ts'
import { LogSources, type LogSource } from './LogSources.ts'
import { normalizeLogTime } from './logTime.ts'
import { mergeByTime } from './mergeByTime.ts'
import type { PodDirectory } from './PodDirectory.ts'

export interface LogSessionOptions {
  kubeConfig: ClusterAccess
  options: FollowLogOptions
  directory: PodDirectory
  signal: AbortSignal
}

const maxQueuedWeight = 4 * 1024 * 1024

/** One reading of a merged log, from its backlog to its end. */
export class LogSession {
  readonly #options: FollowLogOptions
  readonly #directory: PodDirectory
  readonly #signal: AbortSignal
  readonly #sources: LogSources

  constructor({ kubeConfig, options, directory, signal }: LogSessionOptions) {
    this.#options = options
    this.#directory = directory
    this.#signal = signal
    this.#sources = new LogSources({ ...options, kubeConfig, directory, signal })
  }

  async *run(): AsyncGenerator<FollowedLog, void, undefined> {
    const { follow = true, previous = false, pods, maxContainers = 200 } = this.#options
    yield* this.#reportDeparted()
    const sources = this.#sources.addNew()
    if (sources.length === 0 && pods.name !== undefined) return this.#checkTarget(pods.name)
    const first = sources.slice(0, maxContainers)
    const late = sources.slice(maxContainers)
    if (late.length > 0) yield this.#stateOf(tooMany(sources.length, maxContainers))
    yield* this.#readBacklog(first)
    if (this.#signal.aborted) return
    if (previous || !follow) yield this.#stateOf('ended')
    else yield* this.#followLive(first, late)
  }

  async *#readBacklog(sources: readonly LogSource[]): AsyncGenerator<FollowedLog, void, undefined> {
    const { follow = true, previous } = this.#options
    const part = this.#part()
    const logs = sources.map((source) => {
      const { log } = source
      return [source, previous ? log.readPrevious(part) : log.readBacklog({ ...part, withRest: !follow })] as const
    })
    for await (const batch of mergeByTime(logs)) yield* this.#toEvents(batch)
  }

  async *#followLive(begun: readonly LogSource[], late: LogSource[]): AsyncGenerator<FollowedLog, void, undefined> {
    const { windowMs = 1000, batchMs = 50, maxContainers = 200, pods } = this.#options
    const queue = new LiveQueue<LogSource>({ windowMs, batchMs, maxWeight: maxQueuedWeight })
    const pending = [...begun, ...late]
    const part = this.#part()
    let running = 0
    const run = async (source: LogSource) => {
      running++
      await queue.pump(source, late.includes(source) ? withBacklog(source, part) : source.log.follow())
      running--
      source.finished = true
      refresh()
    }
    const refresh = () => {
      pending.push(...this.#sources.addNew())
      for (const source of pending.splice(0, maxContainers - running)) void run(source)
      // A selector may match new pods for ever; one pod has no more to say.
      if (running === 0 && pods.name !== undefined) queue.end()
    }
    const end = () => queue.end()
    this.#directory.onChange(refresh)
    this.#signal.addEventListener('abort', end, { once: true })
    try {
      refresh()
      for await (const batch of queue.batches()) {
        yield* this.#toEvents(batch)
        this.#sources.forgetDeparted()
      }
    } finally {
      this.#signal.removeEventListener('abort', end)
      queue.end()
    }
  }

  /** What came to be while nobody read was never skipped on purpose: with a cursor it is read from its beginning. */
  #part(): BacklogPart {
    const { tailLines, sinceSeconds, sinceTime, cursor } = this.#options
    return cursor ? {} : { tailLines, sinceSeconds, sinceTime: sinceTime && normalizeLogTime(sinceTime) }
  }

  *#reportDeparted(): Generator<FollowedLog> {
    for (const { pod, container, position } of this.#sources.takeDeparted()) {
      const gap = { from: position.time, to: new Date().toISOString() }
      yield { state: { state: 'gone', pod, container, gap }, cursor: this.#sources.cursor() }
    }
  }

  /** @throws KubernetesError where there is nothing to read. */
  #checkTarget(pod: string) {
    const { cursor = {}, containers = [] } = this.#options
    if (this.#directory.list().length > 0) {
      const message = `The pod "${pod}" has no container "${containers.join('", "')}".`
      throw new KubernetesError(message, { status: 400, reason: 'BadRequest' })
    }
    // Whoever read it before was just told that it is gone.
    if (Object.keys(cursor).length > 0) return
    const details = { name: pod, kind: 'pods' }
    throw new KubernetesError(`pods "${pod}" not found`, { status: 404, reason: 'NotFound', details })
  }

  *#toEvents(batch: readonly SourcedItem<LogSource>[]): Generator<FollowedLog> {
    let lines: LogLine[] = []
    let last: SourcedItem<LogSource> | undefined
    for (const sourced of batch) {
      const { source, item } = sourced
      if (last && (last.source !== source || item.kind === 'state')) moveTo(last.source, last.item)
      last = sourced
      if (item.kind === 'line') {
        lines.push({ time: item.time, pod: source.pod, container: source.container, text: item.text })
        continue
      }
      if (lines.length > 0) yield { lines, cursor: this.#sources.cursor() }
      lines = []
      moveTo(source, item)
      yield { state: item.event, cursor: this.#sources.cursor() }
    }
    if (last) moveTo(last.source, last.item)
    if (lines.length > 0) yield { lines, cursor: this.#sources.cursor() }
  }

  #stateOf(event: 'ended' | { waitingFor: string }): FollowedLog {
    const state = event === 'ended' ? { state: event } : { state: 'waiting' as const, reason: event.waitingFor }
    return { state, cursor: this.#sources.cursor() }
  }
}

/** Where a source is after an item of it. */
function moveTo(source: LogSource, item: LogItem) {
  if (item.kind === 'line') {
    const { containerId, time, ordinal } = item
    source.position = { containerId, time, ordinal }
  } else {
    source.position = item.event.state === 'gone' ? undefined : (item.position ?? source.position)
  }
}

function tooMany(count: number, limit: number) {
  return {
    waitingFor: `TooManyContainers: ${limit} of ${count} containers are followed at once, the others wait for their turn.`,
  }
}

async function* withBacklog({ log }: LogSource, part: BacklogPart): AsyncGenerator<LogItem[], void, undefined> {
  yield* log.readBacklog({ ...part, withRest: false })
  yield* log.follow()
}
