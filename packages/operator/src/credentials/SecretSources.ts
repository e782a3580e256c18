import type { Secret } from '@catalyst/kubernetes-client'
import type { Request } from '../runtime/Controller.ts'
import { toKey } from '../runtime/requestKey.ts'
import type { SecretReader, SecretReference } from './createSecretReader.ts'

export interface SecretSourcesOptions {
  reader: SecretReader
  /** Told of the first look in a row that fails; the next one is taken in its time. */
  onError: (reference: SecretReference, error: unknown) => void
  /** How long a change can go unseen, in milliseconds. @default 60_000 */
  everyMs?: number | undefined
}

/** A Secret as a pass has seen it. */
export interface SeenSecret {
  from: SecretReference
  source: Secret | undefined
}

interface Source {
  reference: SecretReference
  /** Absent where there is no such Secret. */
  version: string | undefined
  followers: Map<string, Request>
  /** How often it was read as a whole. */
  reads: number
  isFailing: boolean
  timer?: NodeJS.Timeout | undefined
}

/**
 * Secrets that environments have copies of. Nobody may watch the Secrets of a cluster, so that each is looked at from time
 * to time: once for all that follow it, at its version alone, and passes are asked for when that has changed. Nothing of
 * what is in a Secret is kept here.
 */
export class SecretSources {
  readonly #reader: SecretReader
  readonly #onError: SecretSourcesOptions['onError']
  readonly #everyMs: number
  readonly #sources = new Map<string, Source>()
  /** The keys of what somebody follows. */
  readonly #followed = new Map<string, ReadonlySet<string>>()
  readonly #reading = new Map<string, Promise<Secret | undefined>>()
  #life = new AbortController()
  #ask: (requests: readonly Request[]) => void = () => undefined

  constructor({ reader, onError, everyMs = 60_000 }: SecretSourcesOptions) {
    this.#reader = reader
    this.#onError = onError
    this.#everyMs = everyMs
  }

  /** Begins to look, and to ask for passes, until the signal is aborted. */
  begin(ask: (requests: readonly Request[]) => void, signal: AbortSignal): void {
    this.#life = new AbortController()
    this.#ask = ask
    const end = () => {
      this.#life.abort(signal.reason)
      for (const { timer } of this.#sources.values()) clearTimeout(timer)
      this.#sources.clear()
      this.#followed.clear()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  }

  /** Reads a Secret as a whole; those who want it at the same time share the answer. */
  read(reference: SecretReference): Promise<Secret | undefined> {
    const key = keyOf(reference)
    const shared = this.#reading.get(key)
    if (shared !== undefined) return shared
    const reading = this.#readWhole(reference).finally(() => this.#reading.delete(key))
    this.#reading.set(key, reading)
    return reading
  }

  /** Says what a pass has seen: passes are asked for when any of it changes, and when it has changed meanwhile. */
  follow(request: Request, seen: readonly SeenSecret[]): void {
    if (this.#life.signal.aborted) return
    const follower = toKey(request)
    const keys = new Set(seen.map(({ from }) => keyOf(from)))
    for (const key of this.#followed.get(follower) ?? []) if (!keys.has(key)) this.#leave(key, follower)
    if (keys.size === 0) this.#followed.delete(follower)
    else this.#followed.set(follower, keys)
    const isOld = seen.map(({ from, source }) => {
      const known = this.#sources.get(keyOf(from)) ?? this.#add(from, versionOf(source))
      known.followers.set(follower, request)
      return known.version !== versionOf(source)
    })
    if (isOld.includes(true)) this.#ask([request])
  }

  async #readWhole(reference: SecretReference): Promise<Secret | undefined> {
    const key = keyOf(reference)
    const before = this.#sources.get(key)
    if (before !== undefined) before.reads++
    const secret = await this.#reader.get(reference, this.#life.signal)
    const source = this.#sources.get(key)
    if (source !== undefined) this.#note(source, versionOf(secret))
    return secret
  }

  #add(reference: SecretReference, version: string | undefined): Source {
    const source: Source = { reference, version, followers: new Map(), reads: 0, isFailing: false }
    this.#sources.set(keyOf(reference), source)
    this.#schedule(source)
    return source
  }

  #leave(key: string, follower: string): void {
    const source = this.#sources.get(key)
    source?.followers.delete(follower)
    if (source === undefined || source.followers.size > 0) return
    clearTimeout(source.timer)
    this.#sources.delete(key)
  }

  #schedule(source: Source): void {
    clearTimeout(source.timer)
    if (this.#sources.get(keyOf(source.reference)) !== source) return
    // Never later than it says; what began at the same time drifts apart.
    const delayMs = this.#everyMs * (0.9 + Math.random() * 0.1)
    source.timer = setTimeout(() => void this.#look(source), delayMs)
  }

  async #look(source: Source): Promise<void> {
    const { signal } = this.#life
    const { reads } = source
    try {
      const version = await this.#reader.version(source.reference, signal)
      // Which of two answers on their way is the newer one is not to be told; the whole one counts.
      if (source.reads === reads) this.#note(source, version)
      else this.#schedule(source)
    } catch (error) {
      if (signal.aborted) return
      if (!source.isFailing) this.#onError(source.reference, error)
      source.isFailing = true
      this.#schedule(source)
    }
  }

  #note(source: Source, version: string | undefined): void {
    source.isFailing = false
    this.#schedule(source)
    if (source.version === version) return
    source.version = version
    this.#ask([...source.followers.values()])
  }
}

function versionOf(secret: Secret | undefined): string | undefined {
  return secret?.metadata?.resourceVersion
}

function keyOf({ namespace, name }: SecretReference): string {
  return `${namespace}/${name}`
}
