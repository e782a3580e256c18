import type {
  AccessReview,
  Environment,
  EnvironmentMetrics,
  KubernetesEvent,
  OperationId,
  Pod,
  Problem,
  Project,
  Session,
  TopicKind,
} from '@catalyst/api'
import { problem } from '../builders/problem.ts'
import { storyNow } from '../builders/storyTime.ts'
import { MockCollection } from './MockCollection.ts'
import { MockLog } from './MockLog.ts'
import type { MockKind } from './operations.ts'

export interface SyncState {
  state: 'live' | 'stale'
  since: string
  reason?: string | undefined
}

/** What the caller may do: true, false, or false with the reason that they are told. */
export type MockAccess = (review: AccessReview) => boolean | string

export interface MockWorldOptions {
  environments?: readonly Environment[] | undefined
  projects?: readonly Project[] | undefined
  pods?: readonly Pod[] | undefined
  events?: readonly KubernetesEvent[] | undefined
  /** Usage by namespace of the environment; what is absent is not yet known. */
  metrics?: Readonly<Record<string, EnvironmentMetrics>> | undefined
  /** @default a member of team `payments` */
  session?: Session | undefined
  /** What the caller may do. @default everything */
  access?: MockAccess | undefined
  /** Further clusters by name, beside the default one. */
  clusters?: Readonly<Record<string, MockWorldOptions>> | undefined
  /** The time of the cluster. @default goes on from `storyNow` */
  now?: (() => Date) | undefined
}

/** A cluster in memory behind a proxy that keeps the contract. Change it, and every open stream tells of it. */
export class MockWorld {
  readonly environments: MockCollection<Environment>
  readonly projects: MockCollection<Project>
  readonly pods: MockCollection<Pod>
  readonly events: MockCollection<KubernetesEvent>
  readonly metrics: Map<string, EnvironmentMetrics>
  readonly session: Session
  readonly log = new MockLog()
  /** What the containers wrote in their run before this one. */
  readonly previousLog = new MockLog()
  /** What was asked for, in order: `GET /clusters/-/environments`. */
  readonly requests: string[] = []
  readonly now: () => Date
  #revision = 1000
  #access: MockAccess
  readonly #clusters = new Map<string, MockWorld>()
  readonly #problems = new Map<MockKind | OperationId, { problem: Problem; times: number }>()
  readonly #sync = new Map<TopicKind, SyncState>()
  readonly #listeners = new Set<() => void>()
  readonly #streams = new Set<() => void>()
  #isOffline = false
  #unreachable: Problem | undefined
  #blocksWebSockets = false
  #held: { promise: Promise<void>; resolve: () => void } | undefined

  constructor(options: MockWorldOptions = {}) {
    const born = Date.now()
    this.now = options.now ?? (() => new Date(storyNow.getTime() + Date.now() - born))
    const clock = { now: this.now, nextRevision: () => ++this.#revision }
    this.environments = new MockCollection(clock, options.environments)
    this.projects = new MockCollection(clock, options.projects)
    this.pods = new MockCollection(clock, options.pods)
    this.events = new MockCollection(clock, options.events)
    this.metrics = new Map(Object.entries(options.metrics ?? {}))
    this.#access = options.access ?? (() => true)
    const others = Object.entries(options.clusters ?? {})
    for (const [name, one] of others) this.#clusters.set(name, new MockWorld({ now: this.now, ...one }))
    this.session = options.session ?? {
      subject: 'ada@example.com',
      groups: ['team:payments'],
      teams: ['payments'],
      credential: 'none',
      clusters: [{ name: 'development', default: true }, ...others.map(([name]) => ({ name, default: false }))],
    }
  }

  get revision(): number {
    return this.#revision
  }

  /** The cluster of a name, this one for `-` and for the name of the default cluster; undefined for one that is not registered. */
  cluster(name: string): MockWorld | undefined {
    const isDefault = this.session.clusters.some((cluster) => cluster.default && cluster.name === name)
    return name === '-' || isDefault ? this : this.#clusters.get(name)
  }

  /** Whether nothing answers at all, as after a cable was pulled. */
  get isOffline(): boolean {
    return this.#isOffline
  }

  /** Lets every answer wait until `release`. */
  hold(): void {
    this.#held ??= Promise.withResolvers<void>()
  }

  release(): void {
    this.#held?.resolve()
    this.#held = undefined
  }

  /** Settles when answers may go out. */
  get ready(): Promise<void> {
    return this.#held?.promise ?? Promise.resolve()
  }

  /** Cuts every open stream; nothing answers until `restore`. */
  cut(): void {
    this.#isOffline = true
    this.cutStreams()
  }

  restore(): void {
    this.#isOffline = false
  }

  /** Cuts every open stream once; the next request is answered again. */
  cutStreams(): void {
    for (const close of [...this.#streams]) close()
    for (const cluster of this.#clusters.values()) cluster.cutStreams()
  }

  /** Forgets the changes so far, as etcd does: a stream that comes back with a cursor gets a snapshot. */
  compact(): void {
    for (const one of [this.environments, this.projects, this.pods, this.events]) one.compact()
  }

  /** Says whether the API server of this cluster can be reached by the proxy; while not, everything is answered with 503. */
  setReachable(isReachable: boolean, detail = 'The API server does not answer: connect ECONNREFUSED.'): void {
    this.#unreachable = isReachable ? undefined : problem('UPSTREAM_UNAVAILABLE', { detail })
    this.#tell()
  }

  /** Why the cluster is out of reach; undefined while it is not. */
  get unreachable(): Problem | undefined {
    return this.#unreachable
  }

  /** Refuses WebSockets as a middlebox does, with nothing wrong at the proxy, or lets them through again. */
  blockWebSockets(isBlocked = true): void {
    this.#blocksWebSockets = isBlocked
  }

  get blocksWebSockets(): boolean {
    return this.#blocksWebSockets
  }

  /**
   * Answers with a problem: every request and topic of a kind (`environments`, `log`), or one operation of the contract
   * alone (`createEnvironment`). `undefined` serves it again, and so does having refused `times` requests.
   */
  refuse(
    what: MockKind | OperationId,
    refused: Problem | undefined,
    options: { times?: number | undefined } = {},
  ): void {
    if (refused === undefined) this.#problems.delete(what)
    else this.#problems.set(what, { problem: refused, times: options.times ?? Infinity })
    this.#tell()
  }

  /** The problem that a kind or an operation is answered with. */
  problemOf(what: MockKind | OperationId): Problem | undefined {
    return this.#unreachable ?? this.#problems.get(what)?.problem
  }

  /** What was told to `refuse`, counted as one refusal. */
  takeProblem(what: MockKind | OperationId): Problem | undefined {
    const told = this.#problems.get(what)
    if (told !== undefined && --told.times <= 0) this.#problems.delete(what)
    return told?.problem
  }

  /** Sets what an environment's namespace uses, as the next measurement; `undefined` for nothing known. */
  setMetrics(namespace: string, metrics: EnvironmentMetrics | undefined): void {
    if (metrics === undefined) this.metrics.delete(namespace)
    else this.metrics.set(namespace, metrics)
    this.#tell()
  }

  /** Says what the caller may do from now on. */
  setAccess(access: MockAccess): void {
    this.#access = access
  }

  /** The verdict of an access review. */
  mayDo(review: AccessReview): { allowed: boolean; reason?: string } {
    const verdict = this.#access(review)
    return typeof verdict === 'string' ? { allowed: false, reason: verdict } : { allowed: verdict }
  }

  /** Says that the upstream of a kind was lost, or is back. */
  setSync(kind: TopicKind, state: 'live' | 'stale', reason?: string): void {
    this.#sync.set(kind, { state, since: this.now().toISOString(), reason })
    this.#tell()
  }

  syncOf(kind: TopicKind): SyncState | undefined {
    return this.#sync.get(kind)
  }

  /** Called when what is refused, reachable or in sync has changed. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Keeps the end of a stream, for `cut`. Returns how to forget it. */
  holdStream(close: () => void): () => void {
    this.#streams.add(close)
    return () => this.#streams.delete(close)
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
