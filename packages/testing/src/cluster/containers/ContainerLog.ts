/**
 * What one run of a container wrote, as containerd and kubelet keep it: a line has the time when it was complete and its
 * stream; one over 16 KiB is kept in parts; beyond 10 MiB a new file is begun, and only the newest one is read.
 */
export interface ContainerLog {
  /** Appends what came, in chunks of any size. A line can be read when it is complete. */
  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): void
  /** The container has ended: what it left of a line counts, and followers get the rest and end. */
  end(): void
  /** Bytes as the log route of Kubernetes gives them. A reader that is slow holds back nobody. */
  read(options?: LogReadOptions): AsyncGenerator<Uint8Array, void, undefined>
}

export interface LogReadOptions {
  /** Goes on until the container ends. @default false */
  follow?: boolean | undefined
  /** Each line begins with its time, RFC 3339 with nine digits of the second. @default false */
  timestamps?: boolean | undefined
  /** @default all */
  tailLines?: number | undefined
  /** @default no limit */
  limitBytes?: number | undefined
  /** Milliseconds since 1970-01-01T00:00:00Z. Lines of this time on. */
  since?: number | undefined
  /** @default both */
  stream?: 'stdout' | 'stderr' | undefined
  /** Ends the reading. */
  signal?: AbortSignal | undefined
}
