/** A log viewer as it is measured. Each is used as its own documentation has it, in the way that is quickest for it. */
export interface Contender {
  /** Shows an empty log. */
  mount(root: HTMLElement): void
  /** Shows so many lines at once, following the end. */
  load(count: number): Promise<void> | void
  /** Adds the lines from one number to before another. */
  append(from: number, to: number): void
}
