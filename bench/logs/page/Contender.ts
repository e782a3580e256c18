/** A log viewer as it is measured. Each is used as its own documentation has it, in the way that is quickest for it. */
export interface Contender {
  /** Shows an empty log that follows its end. */
  mount(root: HTMLElement): void
  /** Makes of some texts what the viewer takes. @returns the call that adds them. */
  prepare(texts: readonly string[]): () => void
}
