export interface TokenBucketsOptions {
  /** Tokens that a full bucket holds. */
  burst: number
  perMinute: number
  /** Buckets that are kept; the one that was used longest ago goes first. @default 10_000 */
  maxBuckets?: number | undefined
  /** The present time in milliseconds, never going back. @default performance.now */
  now?: (() => number) | undefined
}

interface Bucket {
  tokens: number
  at: number
}

/** One bucket of tokens per key, each filling at a steady pace. There is no timer: a bucket is filled when it is looked at. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>()
  readonly #burst: number
  readonly #perMs: number
  readonly #maxBuckets: number
  readonly #now: () => number

  constructor({ burst, perMinute, maxBuckets = 10_000, now = () => performance.now() }: TokenBucketsOptions) {
    this.#burst = burst
    this.#perMs = perMinute / 60_000
    this.#maxBuckets = maxBuckets
    this.#now = now
  }

  get size(): number {
    return this.#buckets.size
  }

  /** Takes a token. @returns 0, or the milliseconds until there is one. */
  take(key: string): number {
    const bucket = this.#at(key)
    if (bucket.tokens < 1) return this.#wait(bucket)
    bucket.tokens -= 1
    return 0
  }

  /** The milliseconds until there is a token, without taking one; 0 if there is one. */
  waitOf(key: string): number {
    const known = this.#buckets.get(key)
    return known === undefined ? 0 : this.#wait(this.#fill(known))
  }

  #at(key: string): Bucket {
    const known = this.#buckets.get(key)
    this.#buckets.delete(key)
    const bucket = known === undefined ? { tokens: this.#burst, at: this.#now() } : this.#fill(known)
    this.#buckets.set(key, bucket)
    const [oldest] = this.#buckets.keys()
    if (this.#buckets.size > this.#maxBuckets && oldest !== undefined) this.#buckets.delete(oldest)
    return bucket
  }

  #fill(bucket: Bucket): Bucket {
    const now = this.#now()
    bucket.tokens = Math.min(this.#burst, bucket.tokens + (now - bucket.at) * this.#perMs)
    bucket.at = now
    return bucket
  }

  #wait({ tokens }: Bucket): number {
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / this.#perMs)
  }
}
