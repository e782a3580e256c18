/** Bytes that come. Ends at the end of the file. One reader at a time. */
export type ByteSource = AsyncIterable<Uint8Array>

/** Where bytes go. */
export interface ByteSink {
  /** Resolves when there is room for more; rejects with a `BrokenPipeError` when nobody reads any longer. */
  write(bytes: Uint8Array): Promise<void>
  /** The end of the file. Further ends do nothing. */
  end(): void
}
