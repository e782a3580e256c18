import type {
  Environment,
  EnvironmentMetrics,
  KubernetesEvent,
  Pod,
  Problem,
  Project,
  Session,
  TopicKind,
} from '@catalyst/api'
import { MockCollection } from './MockCollection.ts'
import { MockLog } from './MockLog.ts'

export interface SyncState {
  state: 'live' | 'stale'
  since: string
  reason?: string | undefined
}

export interface MockWorldOptions {
  environments?: readonly Environment[] | undefined
  projects?: readonly Project[] | undefined
  pods?: readonly Pod[] | undefined
  events?: readonly KubernetesEvent[] | undefined
  /** Usage by namespace of the environment; what is absent is not yet known. */
  metrics?: Readonly<Record<string, EnvironmentMetrics>> | undefined
  /** @default a member of team `payments` */
  session?: Session | undefined
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
  /** What was asked for, in order: `GET /clusters/-/environments`. */
  readonly requests: string[] = []
  #revision = 1000
  readonly #problems = new Map<TopicKind | 'log' | 'exec' | 'session', Problem>()
  readonly #sync = new Map<TopicKind, SyncState>()
  readonly #listeners = new Set<() => void>()
  readonly #streams = new Set<() => void>()
  #isOffline = false
  #held: { promise: Promise<void>; resolve: () => void } | undefined

  constructor(options: MockWorldOptions = {}) {
    const nextRevision = () => ++this.#revision
    this.environments = new MockCollection(nextRevision, options.environments)
    this.projects = new MockCollection(nextRevision, options.projects)
    this.pods = new MockCollection(nextRevision, options.pods)
    this.events = new MockCollection(nextRevision, options.events)
    this.metrics = new Map(Object.entries(options.metrics ?? {}))
    this.session = options.session ?? {
      subject: 'ada@example.com',
      groups: ['team:payments'],
      teams: ['payments'],
      credential: 'none',
      clusters: [{ name: 'development', default: true }],
    }
  }

  get revision(): number {
    return this.#revision
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
  }

  /** Answers every request and topic of a kind with a problem, or serves it again. */
  refuse(kind: TopicKind | 'log' | 'exec' | 'session', problem: Problem | undefined): void {
    if (problem === undefined) this.#problems.delete(kind)
    else this.#problems.set(kind, problem)
    this.#tell()
  }

  problemOf(kind: TopicKind | 'log' | 'exec' | 'session'): Problem | undefined {
    return this.#problems.get(kind)
  }

  /** Says that the upstream of a kind was lost, or is back. */
  setSync(kind: TopicKind, state: 'live' | 'stale', reason?: string): void {
    this.#sync.set(kind, { state, since: new Date().toISOString(), reason })
    this.#tell()
  }

  syncOf(kind: TopicKind): SyncState | undefined {
    return this.#sync.get(kind)
  }

  /** Called after `refuse` and `setSync`. */
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
