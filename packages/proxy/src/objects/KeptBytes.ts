/**
 * Objects as JSON, kept as long as they are read often: a watch cache hands out the same object until it changes, so
 * that many readers of one revision cost one serialisation. The least recently read go first.
 */
export class KeptBytes {
  readonly #bytes = new Map<object, Uint8Array>()
  readonly #maxObjects: number

  constructor(maxObjects = 1000) {
    this.#maxObjects = maxObjects
  }

  of(object: object): Uint8Array {
    const bytes = this.#bytes.get(object) ?? Buffer.from(JSON.stringify(object))
    this.#bytes.delete(object)
    this.#bytes.set(object, bytes)
    const [oldest] = this.#bytes.keys()
    if (this.#bytes.size > this.#maxObjects && oldest !== undefined) this.#bytes.delete(oldest)
    return bytes
  }
}
