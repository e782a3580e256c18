/** Is told what happens in a work queue, to measure it. */
export interface WorkQueueObserver {
  /** A key waits that did not before. @param depth how many wait now */
  added: (key: string, depth: number) => void
  /** A pass over a key begins. @param depth how many wait now */
  started: (key: string, depth: number) => void
  /** The pass has ended, one way or the other. */
  finished: (key: string) => void
  /** The pass has failed and will be repeated. */
  retried: (key: string) => void
}
