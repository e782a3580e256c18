import type { LogStateEvent } from '@catalyst/api'
import type { CatalystClient, LogOptions, LogStreamEvent, LogTarget } from '@catalyst/sdk'
import { type LogEntry, LogBuffer } from '../components/log-viewer/LogBuffer.ts'
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
  #pending: LogEntry[] = []
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
        this.#set({ ...this.#state, connection: event.data })
        if (event.data.state === 'live' && this.#state.status.state === 'connecting') this.#updateStatus()
        return
      case 'lines':
        for (const line of event.data.lines) this.#pending.push(line)
        for (const { pod, container } of event.data.lines) {
          const known = this.#containers.get(`${pod}/${container}`)
          if (known?.state !== 'streaming') this.#note({ state: 'streaming', pod, container })
        }
        break
      case 'state': {
        const { state, ...details } = event.data
        if (state !== 'waiting' && state !== 'streaming') this.#pending.push({ marker: state, ...details })
        this.#note(event.data)
      }
    }
    this.#flushing ??= setTimeout(() => this.#flush(), pace)
  }

  #note(event: LogStateEvent): void {
    this.#containers.set(event.pod === undefined ? '' : `${event.pod}/${event.container ?? ''}`, event)
    this.#updateStatus()
  }

  #updateStatus(): void {
    const status = statusOfContainers([...this.#containers.values()])
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
