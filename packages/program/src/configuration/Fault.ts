/** What is wrong with one setting. Values are never part of it: they may be secrets in the wrong place. */
export interface Fault {
  /** As it was given: a key of the file, a variable or a flag. */
  key: string
  /** What is wrong and what to do, in a sentence or two. */
  message: string
}
