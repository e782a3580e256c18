import type { Commit } from './Commit.ts'

/** What the sources say about how they run: what detection finds. */
export interface Detected {
  readonly type: string
  readonly command: string
  readonly workdir?: string | undefined
}

/** A Git repository of the demo. */
export interface Repository {
  readonly url: string
  readonly name: string
  /** Absent: nothing in it says how it runs. */
  readonly detected?: Detected | undefined
  readonly port: number
  /** Branches by name, the newest commit last. */
  readonly branches: ReadonlyMap<string, readonly Commit[]>
  /** Adds a commit to a branch, which is made from `main` if it is not there. */
  push(branch: string, commit?: Partial<Commit>): Commit
  find(sha: string): Commit | undefined
}
