import type { LogStateEvent } from '@catalyst/api'
import { isForbidden, isKubernetesError, isUnauthorized } from '../errors/guards.ts'
import type { Impersonation } from '../http/Impersonation.ts'
import { createBackoff, type BackoffOptions } from '../internals/createBackoff.ts'
import { sleep } from '../internals/sleep.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import type { ContainerRun, ContainerRuns } from './containerRuns.ts'
import { countLinesAt, findLastLine } from './findLastLine.ts'
import { IdleLimit } from './IdleLimit.ts'
import type { ContainerPosition, LogItem } from './logItems.ts'
import type { TimedLine } from './LogLineReader.ts'
import { LogPositionCounter } from './LogPosition.ts'
import { shiftSeconds, sinceTimeBefore } from './logTime.ts'
import { KubeletError, openLog } from './openLog.ts'
import { planNextRead, type NextRead } from './planNextRead.ts'
import { readPass } from './readPass.ts'

/** What a {@link ContainerLog} asks about its pod. */
export interface ContainerStatusSource {
  /** The runs as last seen; `undefined` when the pod is gone. */
  runs(): ContainerRuns | undefined
  /** Resolves at the next change of the pod, or after the time given. */
  changed(withinMs: number): Promise<void>
}

export interface ContainerLogOptions {
  kubeConfig: ClusterAccess
  namespace: string
  pod: string
  container: string
  status: ContainerStatusSource
  signal: AbortSignal
  impersonate?: Impersonation | undefined
  /** Where to resume. */
  position?: ContainerPosition | undefined
  /** Delays between attempts to reconnect. @default 100 ms growing to 30 s, full jitter */
  backoff?: BackoffOptions | undefined
  /** A stream silent for longer is opened again. @default 60_000 */
  idleMs?: number | undefined
}

/** Which part of the log that is already there is wanted. */
export interface BacklogPart {
  tailLines?: number | undefined
  sinceSeconds?: number | undefined
  sinceTime?: string | undefined
}

type ReadPlan = Extract<NextRead, { action: 'read' }>
interface Pass extends ReadPlan {
  follow: boolean
  part?: BacklogPart | undefined
  /** Give the last line also where no newline has ended it. */
  withRest?: boolean | undefined
  timeoutMs?: number | undefined
}

const statusLagMs = 2000
const maxFailures = 4
const clockSkewSeconds = 5
const slowReaderMs = 10_000
const patienceMs = 3000

/**
 * The log of one container over all its runs, as batches of lines and states. It remembers how far it came, so that every
 * connection begins where the last one ended: nothing twice, nothing left out that the API still serves.
 */
export class ContainerLog {
  readonly #options: ContainerLogOptions
  readonly #backoff
  readonly #idle
  readonly #counter: LogPositionCounter
  /** The last line given, which may be of the run before. */
  #position: ContainerPosition | undefined
  #containerId: string | undefined
  #finished = false
  /** What a backlog was to give and could not. */
  #missing: (BacklogPart & { withRest: boolean }) | undefined
  /** Whether the pod was stable lately, so that its status tells whose log is served. */
  #trusted = true
  #rest: TimedLine | undefined
  #firstTime: string | undefined
  #failures = 0
  #toldEnd = false
  #told: 'streaming' | { waitingFor: string } | undefined

  constructor(options: ContainerLogOptions) {
    this.#options = options
    this.#backoff = createBackoff(options.backoff)
    this.#idle = new IdleLimit(options.idleMs ?? 60_000)
    this.#containerId = options.position?.containerId
    this.#position = options.position
    this.#counter = new LogPositionCounter(options.position)
  }

  /**
   * What is there now, to its end; after a position only what is newer, else the part that is wanted. Others may have to
   * wait for it, so it gives up after a while; `follow` then begins with what is missing.
   */
  async *readBacklog(wanted: BacklogPart & { withRest: boolean }): AsyncGenerator<LogItem[], void, undefined> {
    yield* this.#readUpToNow(wanted, Date.now() + patienceMs)
  }

  async *#readUpToNow(
    wanted: BacklogPart & { withRest: boolean },
    giveUpAt: number,
  ): AsyncGenerator<LogItem[], void, undefined> {
    const resumed = this.#position !== undefined
    this.#missing = wanted
    while (!this.#options.signal.aborted) {
      const next = this.#plan()
      if (next.action !== 'read') break
      yield* this.#begin(next)
      const part = this.#position ? undefined : wanted
      const timeoutMs = giveUpAt === Infinity ? undefined : patienceMs
      try {
        const end = yield* this.#pass({ ...next, follow: false, part, withRest: wanted.withRest, timeoutMs })
        if (end === 'silent') throw new Error('The log stopped in the middle.')
        if (end === 'mistaken') {
          await this.#options.status.changed(statusLagMs)
        } else if (next.previous) {
          this.#finished = true
        } else {
          if (!resumed && !wanted.withRest) await this.#fixPosition(wanted)
          if (!wanted.withRest) yield* this.#tellEnd()
          break
        }
      } catch (error) {
        yield* this.#recover(error)
        if (Date.now() < giveUpAt) continue
        yield* this.#wait(messageOf(error))
        return
      }
    }
    this.#missing = undefined
  }

  /** A container that has ended says so after its last line, among older and newer lines of others. */
  async *#tellEnd(): AsyncGenerator<LogItem[], void, undefined> {
    let next = this.#plan()
    for (; next.action === 'read' && !next.run.running && !this.#options.signal.aborted; next = this.#plan()) {
      yield* this.#finishRun(next)
    }
    if (next.action !== 'end') return
    this.#toldEnd = true
    yield [this.#state({ state: 'ended' })]
  }

  /** The run before the present one, to its end. */
  async *readPrevious(wanted: BacklogPart): AsyncGenerator<LogItem[], void, undefined> {
    const run = this.#options.status.runs()?.previous
    if (!run) return
    this.#containerId = run.id
    const plan: ReadPlan = { action: 'read', run, previous: true, restarted: false, gap: false }
    try {
      yield* this.#pass({ ...plan, follow: false, part: wanted, withRest: true, timeoutMs: patienceMs })
    } catch (error) {
      if (this.#options.signal.aborted || isUnauthorized(error) || isForbidden(error)) throw error
      // The others' logs are no worse for it.
      yield* this.#wait(messageOf(error))
    }
  }

  /** What comes from now on, until no run can follow or the pod is gone. */
  async *follow(): AsyncGenerator<LogItem[], void, undefined> {
    const { status, signal } = this.#options
    if (this.#missing) yield* this.#readUpToNow(this.#missing, Infinity)
    if (this.#toldEnd) return
    while (!signal.aborted) {
      if (!status.runs()) return yield [this.#state({ state: 'gone' })]
      const next = this.#plan()
      if (next.action === 'end') return yield [this.#state({ state: 'ended' })]
      if (next.action === 'wait') {
        this.#trusted = false
        yield* this.#wait(next.reason)
        await status.changed(statusLagMs * 10)
        continue
      }
      yield* this.#begin(next)
      try {
        if (next.run.running) yield* this.#followRun(next)
        else yield* this.#finishRun(next)
      } catch (error) {
        yield* this.#recover(error)
      }
    }
  }

  #plan(): NextRead {
    const runs = this.#options.status.runs()
    if (!runs) return { action: 'end' }
    return planNextRead(
      this.#containerId === undefined ? undefined : { containerId: this.#containerId, finished: this.#finished },
      runs,
    )
  }

  async *#followRun(next: ReadPlan): AsyncGenerator<LogItem[], void, undefined> {
    const end = yield* this.#pass({ ...next, follow: true })
    if (end === 'silent') return
    // The container has ended, most likely: what it was followed by must be known before anything is read.
    this.#trusted = false
    await this.#options.status.changed(statusLagMs)
  }

  /** Reads a run that is over until a pass brings nothing new, since a response may end early without saying so. */
  async *#finishRun(next: ReadPlan): AsyncGenerator<LogItem[], void, undefined> {
    const before = this.#position
    const rest = this.#rest
    const end = yield* this.#pass({ ...next, follow: false })
    if (end === 'mistaken') return void (await this.#options.status.changed(statusLagMs))
    if (end === 'silent') throw new Error('The log stopped in the middle.')
    const isRestSame = rest?.time === this.#rest?.time && rest?.text === this.#rest?.text
    if (before?.time !== this.#position?.time || before?.ordinal !== this.#position?.ordinal || !isRestSame) return
    if (this.#rest) yield this.#lines([this.#rest])
    this.#rest = undefined
    this.#finished = true
  }

  async *#pass({
    run,
    previous,
    follow,
    part = {},
    withRest,
    timeoutMs,
  }: Pass): AsyncGenerator<LogItem[], 'end' | 'silent' | 'mistaken', undefined> {
    const { kubeConfig, namespace, pod, container, impersonate, signal, status } = this.#options
    const from = this.#position?.containerId === run.id ? this.#position : undefined
    const { tailLines, sinceSeconds, sinceTime } = part
    const wanted = { tailLines, sinceSeconds, sinceTime }
    const where = from ? { sinceTime: sinceTimeBefore(from.time) } : this.#position ? {} : wanted
    const log = await openLog(kubeConfig, {
      namespace,
      pod,
      container,
      impersonate,
      signal,
      previous,
      follow,
      timeoutMs,
      ...where,
    })
    try {
      if (follow) yield* this.#stream()
      const isWanted = from ? undefined : this.#lowerBound(run, part)
      const pass = readPass(log, {
        from,
        trusted: this.#trusted,
        stillTrue: () => {
          const now = this.#plan()
          return now.action === 'read' && now.run.id === run.id && now.previous === previous
        },
        idle: timeoutMs === undefined ? this.#idle : new IdleLimit(timeoutMs),
        gone: () => status.runs() === undefined,
      })
      for (;;) {
        const next = await pass.next()
        if (next.done) {
          if (next.value === 'end') yield* this.#endPass(log.takeRest(), withRest)
          if (next.value === 'end' && log.message) throw new KubeletError(log.message)
          return next.value
        }
        this.#failures = 0
        this.#backoff.reset()
        this.#trusted = true
        const lines = isWanted ? next.value.lines.filter(isWanted) : next.value.lines
        const items = this.#lines(lines)
        if (next.value.rotated && from && lines[0])
          items.unshift(this.#state({ state: 'rotated', gap: { from: from.time, to: lines[0].time } }))
        const givenAt = Date.now()
        yield items
        // A kubelet that has to wait for long skips files that are rotated meanwhile, and doesn't say so.
        if (follow && Date.now() - givenAt > slowReaderMs) return 'silent'
      }
    } finally {
      log.close()
    }
  }

  #lowerBound({ startedAt }: ContainerRun, { sinceTime }: BacklogPart): ((line: TimedLine) => boolean) | undefined {
    const last = this.#position?.time
    // In the moment of a restart lines of the new run may have been taken for the old one's. Where the clocks say that
    // the new run began long before the old one's last line, they were set back, and tell nothing.
    if (last && startedAt && shiftSeconds(last, -clockSkewSeconds) < startedAt) return ({ time }) => time > last
    return !last && sinceTime ? ({ time }) => time >= sinceTime : undefined
  }

  *#endPass(rest: TimedLine | undefined, withRest = false): Generator<LogItem[]> {
    const isOld = rest && this.#position && rest.time <= this.#position.time
    this.#rest = isOld ? undefined : rest
    if (withRest && this.#rest) {
      yield this.#lines([this.#rest])
      this.#rest = undefined
    }
  }

  /** Finds out where the log ends when only a part of it was wanted: lines that were left out must not come later. */
  async #fixPosition({ tailLines, sinceSeconds, sinceTime }: BacklogPart) {
    if (
      this.#containerId === undefined ||
      (tailLines === undefined && sinceSeconds === undefined && sinceTime === undefined)
    )
      return
    const { kubeConfig, namespace, pod, container, impersonate, signal } = this.#options
    const target = { namespace, pod, container, impersonate, signal }
    if (this.#position && this.#position.time !== this.#firstTime) return
    const time = this.#position?.time ?? (await findLastLine(kubeConfig, target))?.time
    if (time === undefined) return
    // A tail may begin in the midst of lines of one time, so they are counted from the first.
    const ordinal = Math.max(await countLinesAt(kubeConfig, target, time), 1)
    this.#position = { containerId: this.#containerId, time, ordinal }
    this.#counter.reset(this.#position)
  }

  *#begin({ run, restarted, gap }: ReadPlan): Generator<LogItem[]> {
    if (this.#containerId === run.id) return
    const from = this.#position?.time
    this.#containerId = run.id
    this.#finished = false
    this.#rest = undefined
    this.#failures = 0
    if (!restarted) return
    this.#trusted = false
    const lost = gap && from ? { from, to: run.startedAt ?? from } : undefined
    yield [
      this.#state({
        state: 'container-restarted',
        reason: lost && 'The log of an earlier run is no longer served.',
        gap: lost,
      }),
    ]
  }

  *#wait(reason: string): Generator<LogItem[]> {
    if (typeof this.#told === 'object' && this.#told.waitingFor === reason) return
    this.#told = { waitingFor: reason }
    yield [this.#state({ state: 'waiting', reason })]
  }

  *#stream(): Generator<LogItem[]> {
    if (this.#told === 'streaming') return
    this.#told = 'streaming'
    yield [this.#state({ state: 'streaming' })]
  }

  /** Decides what a failed attempt means. @throws where trying again won't help. */
  async *#recover(error: unknown): AsyncGenerator<LogItem[], void, undefined> {
    const { signal, status } = this.#options
    if (signal.aborted) return
    if (isUnauthorized(error) || isForbidden(error)) throw error
    const code = isKubernetesError(error) ? error.status : undefined
    this.#failures++
    const reason = messageOf(error)
    const next = this.#plan()
    const isUnknown = code === 400 || code === 404
    if (
      next.action === 'read' &&
      !next.run.running &&
      (isUnknown || error instanceof KubeletError) &&
      this.#failures >= maxFailures
    ) {
      // The runtime has removed what the status still names.
      this.#finished = true
      const gap = { from: this.#position?.time ?? next.run.startedAt ?? '', to: next.run.finishedAt ?? '' }
      return yield [this.#state({ state: 'rotated', reason, gap: gap.from && gap.to ? gap : undefined })]
    }
    // The kubelet knows the container no more, or not yet; the status will say so soon.
    if (isUnknown) return void (await status.changed(statusLagMs))
    if (this.#failures > 1) yield* this.#wait(reason)
    await sleep(this.#backoff.next(), signal)
  }

  #lines(lines: readonly TimedLine[]): LogItem[] {
    const containerId = this.#containerId ?? ''
    const items = lines.map(({ time, text }) => {
      return { kind: 'line' as const, time, text, containerId, ordinal: this.#counter.advance(time) }
    })
    const last = items.at(-1)
    if (last) this.#position = { containerId, time: last.time, ordinal: last.ordinal }
    this.#firstTime ??= items[0]?.time
    return items
  }

  #state(event: LogStateEvent): LogItem {
    const { pod, container } = this.#options
    return { kind: 'state', event: { ...event, pod, container }, position: this.#position }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
