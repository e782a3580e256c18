import type { LogCursor, LogLine, Pod } from '@catalyst/api'
import { KubernetesError } from '../errors/KubernetesError.ts'
import type { KubeConfig } from '../loader.ts'
import { ContainerLog } from './ContainerLog.ts'
import { containerNames } from './containerRuns.ts'
import type { FollowedLog, FollowLogOptions } from './followLog.ts'
import { LiveQueue, type SourcedItem } from './LiveQueue.ts'
import type { LogItem } from './logItems.ts'
import { normalizeLogTime } from './logTime.ts'
import { mergeByTime } from './mergeByTime.ts'
import type { PodDirectory } from './PodDirectory.ts'

export interface LogSessionOptions {
  kubeConfig: KubeConfig
  options: FollowLogOptions
  directory: PodDirectory
  signal: AbortSignal
}

interface Source {
  id: string
  /** As cursors name it: `pod/container`. */
  key: string
  pod: string
  container: string
  log: ContainerLog
}

const maxQueuedItems = 10_000

/** One reading of a merged log, from its backlog to its end. */
export class LogSession {
  readonly #context: LogSessionOptions
  readonly #sources = new Map<string, Source>()
  readonly #cursor: Map<string, LogCursor[string]>
  #resumed: LogCursor

  constructor(context: LogSessionOptions) {
    this.#context = context
    this.#resumed = context.options.cursor ?? {}
    this.#cursor = new Map(Object.entries(this.#resumed))
  }

  async *run(): AsyncGenerator<FollowedLog, void, undefined> {
    const { follow = true, previous = false, pods } = this.#context.options
    yield* this.#reportGone()
    const sources = this.#addSources()
    if (sources.length === 0 && pods.name !== undefined) return this.#checkTarget(pods.name)
    yield* this.#readBacklog(sources)
    if (previous || !follow) yield { state: { state: 'ended' }, cursor: this.#snapshotCursor() }
    else yield* this.#followLive(sources)
  }

  async *#readBacklog(sources: readonly Source[]): AsyncGenerator<FollowedLog, void, undefined> {
    const { tailLines, sinceSeconds, sinceTime, follow = true, previous, cursor } = this.#context.options
    // What came to be while nobody read was never skipped on purpose: it is read from its beginning.
    const part = cursor ? {} : { tailLines, sinceSeconds, sinceTime: sinceTime && normalizeLogTime(sinceTime) }
    const logs = sources.map(
      ({ id, log }) =>
        [id, previous ? log.readPrevious(part) : log.readBacklog({ ...part, withRest: !follow })] as const,
    )
    for await (const batch of mergeByTime(logs)) yield* this.#toEvents(batch)
  }

  async *#followLive(sources: readonly Source[]): AsyncGenerator<FollowedLog, void, undefined> {
    const { directory, options } = this.#context
    const { windowMs = 1000, batchMs = 50, maxContainers = 200, pods } = options
    const queue = new LiveQueue({ windowMs, batchMs, maxItems: maxQueuedItems })
    const pending = [...sources]
    const running = new Set<Promise<void>>()
    const startNext = () => {
      while (running.size < maxContainers && pending.length > 0) {
        const source = pending.shift()!
        const pump = queue.pump(source.id, source.log.follow()).finally(() => {
          running.delete(pump)
          startNext()
        })
        running.add(pump)
      }
      // A selector may match new pods for ever; one pod has no more to say.
      if (running.size === 0 && pods.name !== undefined) queue.end()
    }
    directory.onChange(() => {
      pending.push(...this.#addSources())
      startNext()
    })
    pending.push(...this.#addSources())
    const late = Math.max(pending.length - maxContainers, 0)
    if (late > 0) {
      const reason = `TooManyContainers: ${maxContainers} of ${pending.length} containers are followed at once; ${late} wait for their turn.`
      yield { state: { state: 'waiting', reason }, cursor: this.#snapshotCursor() }
    }
    startNext()
    const end = () => queue.end()
    this.#context.signal.addEventListener('abort', end, { once: true })
    try {
      for await (const batch of queue.batches()) yield* this.#toEvents(batch)
    } finally {
      this.#context.signal.removeEventListener('abort', end)
      queue.end()
    }
  }

  /** Begins logs of containers that have none yet, and gives them. */
  #addSources(): Source[] {
    const { directory, options } = this.#context
    const added: Source[] = []
    for (const pod of directory.list()) {
      for (const container of containerNames(pod)) {
        if (options.containers && !options.containers.includes(container)) continue
        const id = `${pod.metadata.uid ?? ''}/${container}`
        if (this.#sources.has(id)) continue
        const source = this.#createSource(id, pod, container)
        this.#sources.set(id, source)
        added.push(source)
      }
    }
    return added
  }

  #createSource(id: string, pod: Pod, container: string): Source {
    const { kubeConfig, options, directory, signal } = this.#context
    const { namespace, impersonate, backoff, idleMs } = options
    const name = pod.metadata.name
    const key = `${name}/${container}`
    const position = this.#resumed[key]
    // A pod that takes this name later has nothing to do with it.
    this.#resumed = Object.fromEntries(Object.entries(this.#resumed).filter(([other]) => other !== key))
    const status = directory.statusOf(pod, container, signal)
    const log = new ContainerLog({
      kubeConfig,
      namespace,
      pod: name,
      container,
      status,
      signal,
      impersonate,
      position,
      backoff,
      idleMs,
    })
    return { id, key, pod: name, container, log }
  }

  /** Pods of the cursor that went while nobody read. */
  *#reportGone(): Generator<FollowedLog> {
    const present = new Set(this.#context.directory.list().map(({ metadata }) => metadata.name))
    for (const [key, { time }] of this.#cursor) {
      const [pod = '', container] = key.split('/')
      if (present.has(pod)) continue
      this.#cursor.delete(key)
      const gap = { from: time, to: new Date().toISOString() }
      yield { state: { state: 'gone', pod, container, gap }, cursor: this.#snapshotCursor() }
    }
  }

  /** @throws KubernetesError where there is nothing to read. */
  #checkTarget(pod: string) {
    const { directory, options } = this.#context
    if (Object.keys(this.#resumed).length > 0) return
    if (directory.list().length === 0) {
      throw new KubernetesError(`pods "${pod}" not found`, {
        status: 404,
        reason: 'NotFound',
        details: { name: pod, kind: 'pods' },
      })
    }
    const wanted = options.containers?.join(', ') ?? ''
    throw new KubernetesError(`The pod "${pod}" has no container "${wanted}".`, { status: 400, reason: 'BadRequest' })
  }

  *#toEvents(batch: readonly SourcedItem[]): Generator<FollowedLog> {
    let lines: LogLine[] = []
    for (const { source: id, item } of batch) {
      const source = this.#sources.get(id)!
      if (item.kind === 'line') {
        lines.push({ time: item.time, pod: source.pod, container: source.container, text: item.text })
        this.#cursor.set(source.key, item.position)
        continue
      }
      if (lines.length > 0) yield { lines, cursor: this.#snapshotCursor() }
      lines = []
      this.#moveCursor(source, item)
      yield { state: item.event, cursor: this.#snapshotCursor() }
    }
    if (lines.length > 0) yield { lines, cursor: this.#snapshotCursor() }
  }

  #moveCursor({ key }: Source, { event, position }: LogItem & { kind: 'state' }) {
    if (event.state === 'gone') this.#cursor.delete(key)
    else if (position) this.#cursor.set(key, position)
  }

  #snapshotCursor(): LogCursor {
    return Object.fromEntries(this.#cursor)
  }
}
