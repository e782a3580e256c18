import type { LogLine, LogStateEvent } from '@catalyst/api'
import type { CatalystClient, LogOptions, LogStreamEvent, LogTarget } from '@catalyst/sdk'
import { LogBuffer } from '../components/log-viewer/LogBuffer.ts'
import type { LogEntry } from '../components/log-viewer/LogEntry.ts'
import type { LogStatus } from '../components/log-viewer/LogStatus.ts'
import { initialLogState, type LogFollowerState } from './LogFollowerState.ts'
import { statusOfContainers } from './statusOfContainers.ts'

export interface LogFollowerOptions extends LogOptions {
  /** Entries that are kept at most. */
  limit: number
}

/** Milliseconds for which lines are gathered, so that a long backlog costs a few renders and not thousands. */
const pace = 30

/** Follows one log into a buffer, outside of React. */
export class LogFollower {
  readonly #buffer: LogBuffer
  readonly #client: CatalystClient
  readonly #target: LogTarget
  readonly #options: LogOptions
  readonly #listeners = new Set<() => void>()
  readonly #containers = new Map<string, LogStateEvent>()
  #state: LogFollowerState
  /** What was last said of the log as a whole, until something is said of a container. */
  #whole: LogStateEvent | undefined
  #pending: LogEntry[] = []
  /** A time without connection that the next line says nothing was missed in. */
  #gap: { from: string; to: string } | undefined
  #flushing: ReturnType<typeof setTimeout> | undefined

  constructor(client: CatalystClient, target: LogTarget, { limit, ...options }: LogFollowerOptions) {
    this.#client = client
    this.#target = target
    this.#options = options
    this.#buffer = new LogBuffer({ maxEntries: limit })
    this.#state = { ...initialLogState, buffer: this.#buffer }
  }

  readonly getState = (): LogFollowerState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins; what an earlier start brought is forgotten. @returns the call that ends it. */
  start(): () => void {
    const running = new AbortController()
    void this.#run(running.signal)
    return () => {
      running.abort()
      this.#flush()
    }
  }

  clear(): void {
    this.#pending = []
    this.#buffer.clear()
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.clear()
    this.#containers.clear()
    this.#gap = undefined
    this.#whole = undefined
    this.#set({ ...initialLogState, buffer: this.#buffer })
    try {
      for await (const event of this.#client.logs(this.#target, { ...this.#options, signal })) {
        if (signal.aborted) return
        this.#take(event)
      }
      if (!signal.aborted) this.#finish()
    } catch (error) {
      if (!signal.aborted) this.#set({ ...this.#state, status: { state: 'failed', error } })
    } finally {
      if (!signal.aborted) this.#flush()
    }
  }

  #take(event: LogStreamEvent): void {
    switch (event.event) {
      case 'connection':
        this.#noteGap(event.data)
        this.#set({ ...this.#state, connection: event.data })
        if (event.data.state === 'live' && this.#state.status.state === 'connecting') this.#updateStatus()
        return
      case 'lines':
        this.#markGap()
        this.#takeLines(event.data.lines)
        break
      case 'state': {
        const { state, ...details } = event.data
        // Then something may be missing, and the state says what.
        if (state === 'rotated' || state === 'gone') this.#gap = undefined
        else if (state !== 'waiting' && state !== 'streaming') this.#markGap()
        if (state !== 'waiting' && state !== 'streaming') this.#pending.push({ marker: state, ...details })
        this.#note(event.data)
      }
    }
    this.#flushing ??= setTimeout(() => this.#flush(), pace)
  }

  #takeLines(lines: readonly LogLine[]): void {
    let before: LogLine | undefined
    for (const line of lines) {
      this.#pending.push(line)
      const { pod, container } = line
      if (pod === before?.pod && container === before.container) continue
      before = line
      const known = this.#containers.get(`${pod}/${container}`)
      if (known?.state !== 'streaming' || this.#whole !== undefined) this.#note({ state: 'streaming', pod, container })
    }
  }

  #noteGap(next: LogFollowerState['connection']): void {
    const { connection } = this.#state
    const hasLines = this.#pending.length > 0 || this.#buffer.getSnapshot().count > 0
    if (next.state !== 'live' || connection.state !== 'stale' || connection.since === undefined || !hasLines) return
    this.#gap = { from: this.#gap?.from ?? connection.since.toISOString(), to: new Date().toISOString() }
  }

  #markGap(): void {
    if (this.#gap !== undefined) this.#pending.push({ marker: 'reconnected', gap: this.#gap })
    this.#gap = undefined
  }

  #note(event: LogStateEvent): void {
    const { pod, container } = event
    this.#whole = pod === undefined && event.state !== 'streaming' ? event : undefined
    if (pod !== undefined) this.#notePod(pod, container, event)
    this.#updateStatus()
  }

  #notePod(pod: string, container: string | undefined, event: LogStateEvent): void {
    // What is said of a pod holds for all its containers, until something is said of one of them.
    this.#containers.delete(`${pod}/`)
    for (const [key, one] of this.#containers) {
      if (container === undefined && one.pod === pod) this.#containers.set(key, event)
    }
    const isKnown = [...this.#containers.values()].includes(event)
    if (!isKnown) this.#containers.set(`${pod}/${container ?? ''}`, event)
  }

  #updateStatus(): void {
    const status = statusOfContainers(this.#whole === undefined ? [...this.#containers.values()] : [this.#whole])
    this.#set({ ...this.#state, status })
  }

  #finish(): void {
    const { follow = true } = this.#options
    const { status } = this.#state
    const over: LogStatus = status.state === 'gone' || status.state === 'ended' ? status : { state: 'ended' }
    this.#set({ ...this.#state, status: follow ? over : { state: 'complete' } })
  }

  #flush(): void {
    clearTimeout(this.#flushing)
    this.#flushing = undefined
    const entries = this.#pending
    this.#pending = []
    this.#buffer.append(entries)
  }

  #set(state: LogFollowerState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }
}
