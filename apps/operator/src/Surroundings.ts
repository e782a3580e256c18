import type { Writable } from 'node:stream'

/** What the operator is run in. */
export interface Surroundings {
  args: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  out: Pick<Writable, 'write'> & { isTTY?: boolean | undefined }
  err: Pick<Writable, 'write'>
  /** Folder of Catalyst's kinds, roles and policies, for `--install`. */
  deploy: string
  /** Resolves with the signal that asks this process to end. */
  stopped: () => Promise<string>
}
