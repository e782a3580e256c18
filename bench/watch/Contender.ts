/** Something that keeps the Environments of a cluster in memory. */
export interface Contender {
  size(): number
  /** Changes that it told a reader since it was in step with the server. */
  changes(): number
  /** What it holds, as `namespace/name revision`. */
  held(): string[]
  close(): Promise<void>
}

/** Reads a kubeconfig and loads what that takes. */
export type PrepareContender = (kubeconfig: string) => Promise<StartContender>

/** Begins, and resolves once everything that there is has arrived. */
export type StartContender = () => Promise<Contender>
