/** Something that a person has to change; its message is for them, and enough. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError'
}
