/** What one run of a container wrote, as kubelet keeps it: lines with time and stream, rotated by size. */
export interface ContainerLog {
  /** Appends what came, in chunks of any size; a line gets the time of its first byte. */
  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): void
  /** The container has ended; followers get the rest and end. */
  end(): void
  /** Bytes as the log route of Kubernetes gives them. */
  read(options: LogReadOptions): AsyncIterable<Uint8Array>
}

export interface LogReadOptions {
  follow?: boolean | undefined
  timestamps?: boolean | undefined
  tailLines?: number | undefined
  limitBytes?: number | undefined
  /** Milliseconds since 1970-01-01T00:00:00Z. Lines of this time on. */
  since?: number | undefined
  stream?: 'stdout' | 'stderr' | undefined
  signal?: AbortSignal | undefined
}
