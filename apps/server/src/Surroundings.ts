import type { Writable } from 'node:stream'

export type Out = Pick<Writable, 'write'> & { isTTY?: boolean | undefined }

/** What the server is run in. */
export interface Surroundings {
  args: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  /** Folder of the built dashboard. */
  dashboard: string
  out: Out
  err: Pick<Writable, 'write'>
  /**
   * Resolves with the signal that asks this process to end. From then on it has to end in time; after SIGTERM it may go on
   * serving for as long as given before that.
   */
  stopped: (options: { delayMs: number }) => Promise<string>
  /** Calls back when a log rotation wants files to be opened anew. @returns what ends that. */
  onReopen: (listener: () => void) => () => void
}
